//! Tests `compare`: the lines before and after a change, and the expected impact.

use super::{Change, CodeImpact as Code, WireImpact as Wire, compare};

fn lines(text: &[&str]) -> Vec<String> {
    text.iter().map(|line| (*line).to_owned()).collect()
}

/// Returns the only change between two surfaces that both have the type `types::Post`.
fn change(before: &[&str], after: &[&str]) -> Change {
    let with_type = |text: &[&str]| {
        let mut lines = lines(text);
        lines.push("wire types::Post type=object".to_owned());
        lines
    };
    let mut changes = compare(&with_type(before), &with_type(after));
    assert_eq!(changes.len(), 1, "{changes:?}");
    changes.remove(0)
}

fn impact(before: &[&str], after: &[&str]) -> (Code, Wire) {
    let change = change(before, after);
    (change.code, change.wire)
}

const TAGS: &str = "wire types::Post::tags name=tags type=array<string>";

#[test]
fn surfaces_that_differ_in_comments_only_have_no_changes() {
    let [before, after] = ["# before", "# after"].map(|comment| lines(&[comment, TAGS]));
    assert_eq!(compare(&before, &after), []);
}

#[test]
fn a_change_names_its_item_and_its_lines() {
    let before = "field types::Post::tags: Vec<String>";
    let after = "field types::Post::tags: Option<Vec<String>>";
    let change = change(&[before, TAGS], &[after, TAGS]);
    assert_eq!(change.item, "types::Post::tags");
    assert_eq!((change.code, change.wire), (Code::Breaking, Wire::None));
    assert_eq!(change.before, [before]);
    assert_eq!(change.after, [after]);
}

#[test]
fn a_removal_is_breaking_and_an_addition_is_not() {
    let field = "field types::Post::tags: Vec<String>";
    let both: &[&str] = &[field, TAGS];
    assert_eq!(impact(both, &[]), (Code::Breaking, Wire::Breaking));
    assert_eq!(impact(&[], both), (Code::Addition, Wire::Addition));
}

#[test]
fn a_new_required_property_of_an_existing_type_breaks_the_wire() {
    let required = "wire types::Post::tags name=tags type=array<string> required=yes";
    assert_eq!(impact(&[TAGS], &[required]).1, Wire::Breaking);
    assert_eq!(impact(&[required], &[TAGS]).1, Wire::Addition);
    assert_eq!(impact(&[], &[required]).1, Wire::Breaking);
    let other = "wire types::Other::tags name=tags type=string required=yes";
    assert_eq!(impact(&[], &[other]).1, Wire::Addition);
}

#[test]
fn a_new_required_argument_of_an_existing_method_breaks_the_wire() {
    let method = "wire Client::post method=POST path=/posts";
    let argument = "wire Client::post(id) name=id in=query type=string required=yes";
    assert_eq!(impact(&[method], &[method, argument]).1, Wire::Breaking);
}

#[test]
fn a_changed_json_name_type_method_path_or_server_breaks_the_wire_only() {
    for (from, to) in [
        ("name=tags", "name=labels"),
        ("array<string>", "array<integer>"),
        ("GET", "POST"),
        ("/me", "/user"),
        ("https://a.example", "https://b.example"),
    ] {
        for before in [
            TAGS,
            "wire Client::me method=GET path=/me server=https://a.example",
        ] {
            let after = before.replace(from, to);
            if before.contains(from) {
                assert_eq!(impact(&[before], &[&after]), (Code::None, Wire::Breaking));
            }
        }
    }
}

#[test]
fn a_removed_media_type_is_breaking_and_a_new_one_is_not() {
    let one = "wire types::Post::image name=image type=string(binary) media=image/png";
    let two = "wire types::Post::image name=image type=string(binary) media=image/gif,image/png";
    let any = "wire types::Post::image name=image type=string(binary)";
    assert_eq!(impact(&[one], &[two]), (Code::None, Wire::Addition));
    assert_eq!(impact(&[two], &[one]), (Code::None, Wire::Breaking));
    assert_eq!(impact(&[one], &[any]).1, Wire::Addition);
    assert_eq!(impact(&[any], &[one]).1, Wire::Breaking);
}

#[test]
fn a_deprecation_is_not_breaking() {
    let before = "wire Client::me method=GET path=/me";
    let after = "wire Client::me method=GET path=/me deprecated=yes";
    assert_eq!(impact(&[before], &[after]), (Code::Deprecation, Wire::None));
    assert_eq!(impact(&[after], &[before]), (Code::None, Wire::None));
}

#[test]
fn a_new_trait_implementation_is_an_addition() {
    let before = "struct types::Tag derives Debug, Clone";
    let after = "struct types::Tag derives Debug, Clone, Default";
    assert_eq!(impact(&[before], &[after]).0, Code::Addition);
    assert_eq!(impact(&[after], &[before]).0, Code::Breaking);
}

#[test]
fn an_implementation_belongs_to_its_type() {
    let change = change(&[], &["impl From<Code> for types::Grant"]);
    assert_eq!(change.item, "types::Grant");
    assert_eq!(change.code, Code::Addition);
}

/// Returns the highest impact of all changes on the wire.
fn wire_impact(before: &str, after: &str) -> Wire {
    let surface = |text: &str| lines(&text.lines().collect::<Vec<_>>());
    let changes = compare(&surface(before), &surface(after));
    let impacts = changes.iter().map(|change| change.wire);
    impacts.max().unwrap_or_default()
}

#[test]
fn a_rename_does_not_affect_the_wire() {
    const USES: &str = "wire Client::post method=POST path=/posts body=application/json:Post success=201:application/json:{data:array<Post>} auth=key[Post]";
    let before = [
        USES,
        "struct types::Post",
        "wire security::key type=apiKey in=header name=X-Key",
        "wire types::Post type=object",
        "wire types::Post::parent name=parent type=Post?",
        "wire types::Post::tags name=tags type=array<Tag>",
        "wire types::Tag type=string",
        "wire types::Tag::A value=Post",
        "wire Client::post(limit) name=limit in=query type=integer",
    ]
    .join("\n");
    for (from, to) in [
        // A type with its uses and members.
        ("Post", "Article"),
        // A type used by another one.
        ("Tag", "Label"),
        ("types::Post::parent", "types::Post::above"),
        ("types::Tag::A", "types::Tag::First"),
        ("Client::post", "Client::add"),
        ("Client::post(limit)", "Client::post(most)"),
    ] {
        let after = before
            .replace(from, to)
            .replace("value=Article", "value=Post")
            .replace("key[Article]", "key[Post]");
        assert_eq!(wire_impact(&before, &after), Wire::None, "{from}");
    }
    let renamed = before
        .replace("security::key", "security::api")
        .replace("auth=key", "auth=api");
    assert_eq!(wire_impact(&before, &renamed), Wire::None);
    // A value is not a name.
    for (from, to) in [
        ("value=Post", "value=Article"),
        ("key[Post]", "key[Article]"),
    ] {
        let after = before.replace(from, to);
        assert_eq!(wire_impact(&before, &after), Wire::Breaking, "{from}");
    }
}

#[test]
fn identifies_similar_types_by_their_uses() {
    let before = [
        "wire types::Post type=object",
        "wire types::Post::author name=author type=UserId",
        "wire types::Post::id name=id type=PostId",
        "wire types::PostId type=string",
        "wire types::UserId type=string",
    ]
    .join("\n");
    let renamed = before
        .replace("UserId", "PersonId")
        .replace("PostId", "ArticleId");
    assert_eq!(wire_impact(&before, &renamed), Wire::None);
    // A renamed item that also changed breaks by that change.
    let changed = renamed.replace("PersonId type=string", "PersonId type=integer");
    assert_eq!(wire_impact(&before, &changed), Wire::Breaking);
    // So does one that replaces another.
    let swapped = before.replace("author type=UserId", "author type=PostId");
    assert_eq!(wire_impact(&before, &swapped), Wire::Breaking);
}

#[test]
fn a_new_error_breaks_if_old_clients_misread_it() {
    let with = |errors: &str| format!("wire Client::me method=GET path=/me errors={errors}");
    let before = "404:application/json:Error,5XX:application/json:Failure";
    for (after, impact) in [
        // An undocumented error was kept as received.
        ("409:application/json:Conflict", Wire::Addition),
        ("413:text/html:string", Wire::Addition),
        // Documented by its range.
        ("503:application/json:Failure", Wire::Addition),
        ("503:application/json:Busy", Wire::Breaking),
        ("404:application/json:Other", Wire::Breaking),
    ] {
        let (before, after) = (with(before), with(&format!("{before},{after}")));
        assert_eq!(wire_impact(&before, &after), impact, "{after}");
    }
    let fewer = with("404:application/json:Error");
    assert_eq!(wire_impact(&with(before), &fewer), Wire::Breaking);
    let none = "wire Client::me method=GET path=/me";
    assert_eq!(wire_impact(none, &with(before)), Wire::Addition);
}

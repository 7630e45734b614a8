//! The impact of typical edits of Medium's document on users: on code, and on the
//! wire.

mod wire;

use medium_codegen::{Change, CodeImpact, WireImpact, compare};
use tests::{Fixture, medium};

/// The changes between Medium's document and an edited one.
fn changes(from: &str, to: &str) -> Vec<Change> {
    changes_by(|text| {
        assert_eq!(text.matches(from).count(), 1, "exactly one match: {from}");
        text.replace(from, to)
    })
}

/// The changes between Medium's document and the one that `edit` returns.
fn changes_by(edit: impl FnOnce(&str) -> String) -> Vec<Change> {
    let before = medium();
    let after = Fixture {
        text: edit(&before.text),
        ..before.clone()
    };
    let [before, after] = [before, after].map(|document| {
        let output = document.generate();
        output.unwrap_or_else(|errors| panic!("{errors}")).surface
    });
    compare(&before, &after)
}

/// The highest impacts of an edit.
fn impacts(from: &str, to: &str) -> (CodeImpact, WireImpact) {
    let changes = changes(from, to);
    let code = changes.iter().map(|change| change.code).max();
    let wire = changes.iter().map(|change| change.wire).max();
    (code.unwrap_or_default(), wire.unwrap_or_default())
}

/// The only item that an edit changes, and the impacts.
fn only_change(from: &str, to: &str) -> (String, CodeImpact, WireImpact) {
    let mut changes = changes(from, to);
    assert_eq!(changes.len(), 1, "{changes:#?}");
    let change = changes.remove(0);
    (change.item, change.code, change.wire)
}

/// The default server of the document.
const SERVER: &str = "servers:\n  - url: https://api.medium.com\n";
const UPLOADS: &str = "contentType: image/jpeg, image/png, image/gif, image/tiff";
const POST: &str = "required: [id, title, authorId, url, publishStatus]";
const ME: &str = "      operationId: me\n";

#[test]
fn a_newly_required_response_property_breaks_both() {
    let (item, code, wire) = only_change(
        POST,
        "required: [id, title, authorId, url, publishStatus, tags]",
    );
    assert_eq!(item, "types::Post::tags");
    assert_eq!((code, wire), (CodeImpact::Breaking, WireImpact::Breaking));
}

#[test]
fn fewer_upload_types_break_the_wire_and_more_are_an_addition() {
    let (item, code, wire) = only_change(UPLOADS, "contentType: image/png");
    assert_eq!(item, "types::NewImage::image");
    assert_eq!((code, wire), (CodeImpact::None, WireImpact::Breaking));
    let (item, code, wire) = only_change(UPLOADS, &format!("{UPLOADS}, image/webp"));
    assert_eq!(item, "types::NewImage::image");
    assert_eq!((code, wire), (CodeImpact::None, WireImpact::Addition));
}

#[test]
fn a_renamed_property_breaks_the_wire_only() {
    let property = "        licenseUrl:\n          description";
    let (item, code, wire) = only_change(property, "        license_url:\n          description");
    assert_eq!(item, "types::Post::license_url");
    assert_eq!((code, wire), (CodeImpact::None, WireImpact::Breaking));
}

#[test]
fn a_deprecation_is_reported() {
    let (item, code, wire) = only_change(ME, &format!("{ME}      deprecated: true\n"));
    assert_eq!(item, "Client::me");
    assert_eq!((code, wire), (CodeImpact::Deprecation, WireImpact::None));
}

#[test]
fn a_changed_path_method_or_server_breaks_the_wire_only() {
    for (from, to) in [
        ("  /v1/me:\n", "  /v2/me:\n"),
        (
            "    get:\n      operationId: me\n",
            "    delete:\n      operationId: me\n",
        ),
        (SERVER, "servers:\n  - url: https://api.medium.example\n"),
    ] {
        assert_eq!(
            impacts(from, to),
            (CodeImpact::None, WireImpact::Breaking),
            "{to}"
        );
    }
}

#[test]
fn a_new_enum_value_is_an_addition_and_a_removed_one_breaks() {
    let roles = "enum: [editor, writer]\n      x-enum-descriptions:\n";
    let more = "enum: [editor, writer, owner]\n      x-enum-descriptions:\n";
    let (item, code, wire) = only_change(roles, more);
    assert_eq!(item, "types::Role::Owner");
    assert_eq!((code, wire), (CodeImpact::Addition, WireImpact::Addition));
    // The first value, which has a description.
    let status = "enum: [public, draft, unlisted]
      x-enum-descriptions:
        public: Everyone can read and find it.
";
    let fewer = "enum: [draft, unlisted]\n      x-enum-descriptions:\n";
    let changes = changes(status, fewer);
    let [gone] = changes.as_slice() else {
        panic!("{changes:#?}");
    };
    assert_eq!(gone.item, "types::PublishStatus::Public");
    assert_eq!(
        (gone.code, gone.wire),
        (CodeImpact::Breaking, WireImpact::Breaking)
    );
}

#[test]
fn a_changed_format_breaks_both() {
    let expires = "        expires_at:\n          type: integer\n          format: unix-ms\n";
    let plain = "        expires_at:\n          type: integer\n";
    let (item, code, wire) = only_change(expires, plain);
    assert_eq!(item, "types::Token::expires_at");
    assert_eq!((code, wire), (CodeImpact::Breaking, WireImpact::Breaking));
}

#[test]
fn a_new_property_is_an_addition_and_a_new_requirement_breaks_both() {
    let contributor = "      required: [publicationId, userId, role]\n      properties:\n";
    let more = format!(
        "{contributor}        since: {{ type: string, format: date, description: When. }}\n"
    );
    assert_eq!(
        impacts(contributor, &more),
        (CodeImpact::Addition, WireImpact::Addition)
    );
    let post = "required: [title, contentFormat, content]";
    let more = "required: [title, contentFormat, content, tags]";
    assert_eq!(
        impacts(post, more),
        (CodeImpact::Breaking, WireImpact::Breaking)
    );
}

#[test]
fn a_changed_description_changes_nothing() {
    let words = "description: A user's role in a publication.";
    assert_eq!(
        changes(words, "description: What a user does in a publication."),
        []
    );
}

#[test]
fn a_no_longer_required_credential_is_an_addition() {
    let me = "        - oauth2: [basicProfile]
        - accessToken: []
      responses:
        \"200\":
          description: The user who";
    let free = me.replace(
        "        - oauth2: [basicProfile]\n        - accessToken: []",
        "        []",
    );
    let or_none = me.replace("accessToken: []\n", "accessToken: []\n        - {}\n");
    for to in [free, or_none] {
        let (item, code, wire) = only_change(me, &to);
        assert_eq!(item, "Client::me");
        assert_eq!(
            (code, wire),
            (CodeImpact::None, WireImpact::Addition),
            "{to}"
        );
    }
}

#[test]
fn a_renamed_operation_breaks_code_only() {
    for (from, to) in [
        ("operationId: me\n", "operationId: getMe\n"),
        // It has arguments.
        ("operationId: createPost\n", "operationId: addPost\n"),
    ] {
        let changes = changes(from, to);
        assert!(
            changes.iter().all(|change| change.wire == WireImpact::None),
            "{changes:#?}"
        );
        assert_eq!(impacts(from, to).0, CodeImpact::Breaking);
    }
}

#[test]
fn a_renamed_schema_breaks_code_only() {
    for (from, to) in [
        // A string that other types use.
        ("UserId", "PersonId"),
        // An enum, and an object in requests.
        ("Role", "Part"),
        ("NewPost", "Draft"),
    ] {
        let changes = changes_by(|text| {
            text.replace(&format!("schemas/{from}\""), &format!("schemas/{to}\""))
                .replace(&format!("\n    {from}:\n"), &format!("\n    {to}:\n"))
        });
        let code = changes.iter().map(|change| change.code).max();
        assert_eq!(code, Some(CodeImpact::Breaking), "{from}");
        for change in changes {
            assert_eq!(change.wire, WireImpact::None, "{change:#?}");
        }
    }
}

#[test]
fn errors_are_part_of_the_wire() {
    let stored = "        \"201\":\n          description: The image was stored.\n";
    let more = format!("        \"409\": {{ description: It is there. }}\n{stored}");
    let (item, code, wire) = only_change(stored, &more);
    assert_eq!(item, "Client::upload_image");
    assert_eq!((code, wire), (CodeImpact::None, WireImpact::Addition));
    // The error body of a status has another type.
    let kind = "        code:\n          type: integer\n          format: int64\n";
    assert_eq!(
        impacts(kind, "        code:\n          type: string\n").1,
        WireImpact::Breaking
    );
}

#[test]
fn a_success_that_an_old_client_does_not_decode_breaks_the_wire() {
    let stored = "        \"201\":\n          description: The image was stored.\n";
    let later = format!("        \"202\":\n          description: It will be.\n{stored}");
    assert_eq!(impacts(stored, &later).1, WireImpact::Breaking);
    let again = "        \"200\": { description: It was there, content: { application/json: { schema: { $ref: \"#/components/schemas/ImageEnvelope\" } } } }\n";
    assert_eq!(
        impacts(stored, &format!("{again}{stored}")).1,
        WireImpact::Addition
    );
}

#[test]
fn a_call_that_is_no_longer_retried_does_not_break() {
    let (item, code, wire) = only_change(ME, &format!("{ME}      x-idempotent: false\n"));
    assert_eq!(item, "Client::me");
    assert_eq!((code, wire), (CodeImpact::None, WireImpact::Addition));
}

#[test]
fn a_new_credential_adds_a_method() {
    let me = "        - oauth2: [basicProfile]\n        - accessToken: []\n      responses:\n        \"200\":\n          description: The user who";
    let key = me.replace("accessToken: []\n", "accessToken: []\n        - key: []\n");
    let schemes = "  securitySchemes:\n";
    let changes = changes_by(|text| {
        assert_eq!(
            (text.matches(me).count(), text.matches(schemes).count()),
            (1, 1)
        );
        let scheme = "    key: { type: apiKey, in: header, name: X-Key }\n";
        text.replace(me, &key)
            .replace(schemes, &format!("{schemes}{scheme}"))
    });
    for change in &changes {
        assert!(change.code <= CodeImpact::Addition, "{change:#?}");
        assert!(change.wire <= WireImpact::Addition, "{change:#?}");
    }
    assert!(
        changes.iter().any(|change| change.item == "Builder::key"),
        "{changes:#?}"
    );
}

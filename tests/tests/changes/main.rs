//! The impact of typical edits to Medium's document on users: on code, and on the wire.

mod wire;

use medium_codegen::{Change, CodeImpact as Code, WireImpact as Wire, compare};
use tests::{Fixture, medium};

/// Returns the changes between Medium's document and an edited one.
fn changes(from: &str, to: &str) -> Vec<Change> {
    changes_by(|text| {
        assert_eq!(text.matches(from).count(), 1, "exactly one match: {from}");
        text.replace(from, to)
    })
}

/// Returns the changes between Medium's document and the one that `edit` returns.
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

/// Returns the highest impacts of all changes.
fn highest(changes: &[Change]) -> (Code, Wire) {
    let code = changes.iter().map(|change| change.code).max();
    let wire = changes.iter().map(|change| change.wire).max();
    (code.unwrap_or_default(), wire.unwrap_or_default())
}

/// An edit, the only item that it changes, and the impacts.
struct Edit {
    name: &'static str,
    from: &'static str,
    to: &'static str,
    item: &'static str,
    impacts: (Code, Wire),
}

#[rustfmt::skip]
const EDITS: &[Edit] = &[
    Edit {
        name: "a newly required response property breaks both",
        from: "required: [id, title, authorId, url, publishStatus]",
        to: "required: [id, title, authorId, url, publishStatus, tags]",
        item: "types::Post::tags", impacts: (Code::Breaking, Wire::Breaking),
    },
    Edit {
        name: "a renamed property breaks the wire only",
        from: "        licenseUrl:\n          description",
        to: "        license_url:\n          description",
        item: "types::Post::license_url", impacts: (Code::None, Wire::Breaking),
    },
    Edit {
        name: "a call that is no longer retried does not break",
        from: "      operationId: me\n",
        to: "      operationId: me\n      x-idempotent: false\n",
        item: "Client::me", impacts: (Code::None, Wire::Addition),
    },
    Edit {
        name: "a new enum value is an addition",
        from: "enum: [editor, writer]\n      x-enum-descriptions:\n",
        to: "enum: [editor, writer, owner]\n      x-enum-descriptions:\n",
        item: "types::Role::Owner", impacts: (Code::Addition, Wire::Addition),
    },
];

#[test]
fn an_edit_has_the_impact_on_its_item() {
    for edit in EDITS {
        let changes = changes(edit.from, edit.to);
        assert_eq!(changes.len(), 1, "{}: {changes:#?}", edit.name);
        assert_eq!(changes[0].item, edit.item, "{}", edit.name);
        assert_eq!(highest(&changes), edit.impacts, "{}", edit.name);
    }
}

/// Returns the impact of an edit of several items.
fn impacts(from: &str, to: &str) -> (Code, Wire) {
    highest(&changes(from, to))
}

#[test]
fn a_changed_description_changes_nothing() {
    let before = "description: A user's role in a publication.";
    let after = "description: What a user does in a publication.";
    assert_eq!(changes(before, after), []);
}

/// The credentials of `me`.
const SECURITY: &str = "        - oauth2: [basicProfile]
        - accessToken: []
      responses:
        \"200\":
          description: The user who";

#[test]
fn a_no_longer_required_credential_is_an_addition() {
    let (_, response) = SECURITY.split_once("[]").unwrap();
    for credentials in [
        "        []".to_owned(),
        "        - oauth2: [basicProfile]\n        - accessToken: []\n        - {}".to_owned(),
    ] {
        let changes = changes(SECURITY, &format!("{credentials}{response}"));
        assert_eq!(changes.len(), 1, "{changes:#?}");
        assert_eq!(changes[0].item, "Client::me");
        assert_eq!(highest(&changes), (Code::None, Wire::Addition));
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
        assert_eq!(highest(&changes), (Code::Breaking, Wire::None), "{from}");
    }
}

#[test]
fn a_success_that_an_old_client_does_not_decode_breaks_the_wire() {
    let stored = "        \"201\":\n          description: The image was stored.\n";
    let later = format!("        \"202\":\n          description: It will be.\n{stored}");
    assert_eq!(impacts(stored, &later).1, Wire::Breaking);
    let known = "        \"200\": { description: It exists, content: { application/json: { schema: { $ref: \"#/components/schemas/ImageEnvelope\" } } } }\n";
    let known = format!("{known}{stored}");
    assert_eq!(impacts(stored, &known).1, Wire::Addition);
}

#[test]
fn a_new_credential_adds_a_method() {
    let key = SECURITY.replace("accessToken: []\n", "accessToken: []\n        - key: []\n");
    let schemes = "  securitySchemes:\n";
    let changes = changes_by(|text| {
        let counts = [SECURITY, schemes].map(|part| text.matches(part).count());
        assert_eq!(counts, [1, 1]);
        let scheme = "    key: { type: apiKey, in: header, name: X-Key }\n";
        text.replace(SECURITY, &key)
            .replace(schemes, &format!("{schemes}{scheme}"))
    });
    assert_eq!(highest(&changes), (Code::Addition, Wire::Addition));
    let has_method = changes.iter().any(|change| change.item == "Builder::key");
    assert!(has_method, "{changes:#?}");
}

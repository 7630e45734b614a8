//! The first call in a generated README, from the examples in the client's documentation.

/// Returns the shortest example as complete code. An example that needs only a client becomes a
/// program.
pub(super) fn from_client(client: &str) -> Option<String> {
    let call = examples(client)
        .into_iter()
        .filter(|example| example.contains(".await"))
        .min_by_key(String::len)?;
    let alone = "async fn example(client: &Client) -> Result<(), Error> {";
    let program = "#[tokio::main]\nasync fn main() -> Result<(), Error> {\nlet client = Client::builder().build()?;";
    let call = call.replace(alone, program);
    // rustfmt doesn't insert an empty line after imports.
    let last_import = call.rfind("\nuse ").map_or(0, |newline| newline + 1);
    let length = call[last_import..].find('\n');
    let end = length.map_or(call.len(), |length| last_import + length);
    Some(format!("{}\n{}", &call[..end], &call[end..]))
}

/// Returns the examples in doc comments, including lines that rustdoc hides.
fn examples(source: &str) -> Vec<String> {
    let mut examples = Vec::new();
    let mut open: Option<String> = None;
    for line in source.lines() {
        let Some(doc) = line.trim_start().strip_prefix("///") else {
            continue;
        };
        let doc = doc.strip_prefix(' ').unwrap_or(doc);
        match (&mut open, doc) {
            (None, "```no_run") => open = Some(String::new()),
            (None, _) => {}
            (Some(_), "```") => examples.extend(open.take()),
            (Some(example), code) => {
                example.push_str(code.strip_prefix("# ").unwrap_or(code));
                example.push('\n');
            }
        }
    }
    examples
}

#[cfg(test)]
mod tests {
    use super::from_client;

    #[test]
    fn the_shortest_example_becomes_a_program() {
        let client = "\
/// ```no_run
/// # use bells::{Client, Error};
/// # async fn example(client: &Client, tower_id: &str) -> Result<(), Error> {
/// client.ring(tower_id).await?;
/// # Ok(())
/// # }
/// ```
fn ring() {}
/// ```no_run
/// # use bells::{Client, Error};
/// # async fn example(client: &Client) -> Result<(), Error> {
/// client.ring().await?;
/// # Ok(())
/// # }
/// ```
";
        let program = "\
use bells::{Client, Error};

#[tokio::main]
async fn main() -> Result<(), Error> {
let client = Client::builder().build()?;
client.ring().await?;
Ok(())
}
";
        assert_eq!(from_client(client).as_deref(), Some(program));
        assert_eq!(from_client("fn none() {}"), None);
    }
}

//! `medium me`: whose account this is.

use crate::output::Output;
use crate::session::Session;

pub(crate) async fn run(session: &Session, output: &Output) -> anyhow::Result<()> {
    let me = session.client.me().await?;
    for (name, value) in [
        ("name", me.name.as_str()),
        ("username", me.username.as_str()),
        ("url", me.url.as_str()),
        ("id", me.id.as_str()),
    ] {
        output.data(&format!("{name:<8}  {value}"))?;
    }
    Ok(())
}

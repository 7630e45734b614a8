//! `medium me`: whose account this is.

use crate::args::Global;
use crate::output::Output;
use crate::session::Session;

pub(crate) async fn run(global: &Global, output: &Output) -> anyhow::Result<()> {
    Session::with(global, output, async |session| {
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
    })
    .await
}

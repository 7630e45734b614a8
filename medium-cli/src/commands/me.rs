//! `medium me`: the user's profile.

use serde_json::to_value;

use crate::args::Global;
use crate::backend::Backend;
use crate::error::Result;
use crate::output::{Output, columns};
use crate::session::Session;

pub(crate) async fn run(global: &Global, output: &Output) -> Result<()> {
    Backend::with(global, output, async |backend| {
        let session = Session::open(backend, global).await?;
        let me = session.me().await?;
        let rows = [
            ("name", me.name.as_str()),
            ("username", me.username.as_str()),
            (
                "url",
                session
                    .backend
                    .openable(me.url.as_str())
                    .unwrap_or_default(),
            ),
            ("id", me.id.as_str()),
        ];
        let rows = rows.map(|(name, value)| [name.to_owned(), value.to_owned()]);
        output.data(&to_value(me)?, &columns(&rows))
    })
    .await
}

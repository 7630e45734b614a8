//! `medium me`: the user's profile.

use serde_json::to_value;

use crate::args::Global;
use crate::error::Result;
use crate::output::{Output, columns};
use crate::service::Service;
use crate::session::Session;

pub(crate) async fn run(global: &Global, output: &Output) -> Result<()> {
    Service::with(global, output, async |service| {
        let session = Session::open(service, global).await?;
        let me = session.me().await?;
        let rows = [
            ("name", me.name.as_str()),
            ("username", me.username.as_str()),
            (
                "url",
                session
                    .service
                    .openable(me.url.as_str())
                    .unwrap_or_default(),
            ),
            ("id", me.id.as_str()),
        ];
        let rows = rows.map(|(name, value)| [name.to_owned(), value.to_owned()]);
        output.data(&to_value(me)?, &columns(&rows))?;
        Ok(())
    })
    .await
}

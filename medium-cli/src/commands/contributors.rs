//! `medium contributors`: the editors and writers of a publication.

use serde_json::{Value, json};

use super::with_cli_fields;
use crate::args::{Contributors, Global};
use crate::backend::Backend;
use crate::destination;
use crate::error::Result;
use crate::output::{Output, columns};
use crate::session::Session;

pub(crate) async fn run(args: &Contributors, global: &Global, output: &Output) -> Result<()> {
    Backend::with(global, output, async |backend| {
        let session = Session::open(backend, global).await?;
        let client = &session.client;
        let me = session.me().await?;
        let publication = destination::publication(client, me, &args.publication).await?;
        let contributors = client.contributors(&publication.id).await?;
        output.info(&format!(
            "Contributors to {}. Medium's API returns only their ids, not their names.",
            publication.name
        ));
        let (mut rows, mut list) = (Vec::new(), Vec::new());
        for contributor in contributors.iter() {
            let is_you = contributor.user_id == me.id;
            rows.push([
                contributor.role.to_string(),
                contributor.user_id.to_string(),
                if is_you { "you" } else { "" }.to_owned(),
            ]);
            list.push(with_cli_fields(contributor, json!({ "isYou": is_you }))?);
        }
        output.data(&Value::Array(list), &columns(&rows))
    })
    .await
}

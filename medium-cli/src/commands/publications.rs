//! `medium publications`: the user's publications and roles.

use serde_json::{Value, json};

use super::{role_json, with_cli_fields};
use crate::args::Global;
use crate::backend::Backend;
use crate::destination;
use crate::error::Result;
use crate::output::{Output, columns};
use crate::session::Session;

pub(crate) async fn run(global: &Global, output: &Output) -> Result<()> {
    Backend::with(global, output, async |backend| {
        let session = Session::open(backend, global).await?;
        let me = session.me().await?;
        let publications = destination::publications(&session.client, me).await?;
        if publications.is_empty() {
            output.info("You have no publications.");
        }
        let (mut rows, mut list) = (Vec::new(), Vec::new());
        for (publication, role) in &publications {
            rows.push([
                role.as_ref()
                    .map_or("reader", |role| role.as_str())
                    .to_owned(),
                publication.name.clone(),
                session
                    .backend
                    .openable(publication.url.as_str())
                    .unwrap_or_default()
                    .to_owned(),
                publication.id.to_string(),
            ]);
            list.push(with_cli_fields(
                publication,
                json!({ "role": role_json(role.as_ref()) }),
            )?);
        }
        output.data(&Value::Array(list), &columns(&rows))
    })
    .await
}

//! `medium publish`: articles, the pictures of each first.

mod dry_run;

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use medium_api::types::{Image, Post, PublishStatus, User};
use serde_json::{Value, json};

use super::with_ours;
use crate::args::{Global, Publish};
use crate::failure::Stopped;
use crate::output::Output;
use crate::plan::{self, Plan};
use crate::session::Session;
use crate::target::Target;
use crate::upload;

pub(crate) async fn run(args: &Publish, global: &Global, output: &Output) -> anyhow::Result<()> {
    // Everything that can be wrong here is found before anybody is asked for anything.
    let plans = plan::all(args)?;
    for plan in &plans {
        plan.say_what_to_expect(output);
    }
    Session::with(global, output, async |session| {
        let me = session.client.me().await?.into_inner();
        let mut aimed = Vec::new();
        for plan in plans {
            let target = plan.target(&session.client, &me).await?;
            aimed.push((plan, target));
        }
        if args.dry_run {
            return dry_run::show(&aimed, &me, output);
        }
        publish_all(&aimed, &me, session, output).await
    })
    .await
}

/// One after the other, up to the first that fails. What was published before is always shown.
async fn publish_all(
    aimed: &[(Plan, Target)],
    me: &User,
    session: &Session,
    output: &Output,
) -> anyhow::Result<()> {
    // A picture that several articles use is uploaded once.
    let mut uploaded = HashMap::new();
    let mut list = Vec::new();
    let mut result = Ok(());
    for (number, (plan, target)) in aimed.iter().enumerate() {
        match publish(plan, target, me, &mut uploaded, session, output).await {
            Ok((post, value)) => {
                if !output.is_json() {
                    output.data(&Value::Null, post.url.as_str())?;
                }
                list.push(value);
            }
            Err(source) => {
                let not_tried = aimed[number + 1..]
                    .iter()
                    .map(|(plan, _)| plan.path.clone());
                result = Err(Stopped::at(
                    &plan.path,
                    not_tried.collect(),
                    aimed.len(),
                    source,
                ));
                break;
            }
        }
    }
    if output.is_json() {
        output.data(&Value::Array(list), "")?;
    }
    result
}

async fn publish(
    plan: &Plan,
    target: &Target,
    me: &User,
    uploaded: &mut HashMap<PathBuf, Image>,
    session: &Session,
    output: &Output,
) -> anyhow::Result<(Post, Value)> {
    let pictures = || plan.article.images.iter().map(|image| image.path.as_path());
    let new = pictures().filter(|file| !uploaded.contains_key(*file));
    let new = upload::all(&session.client, new.collect(), output).await?;
    uploaded.extend(new);
    let links = pictures().filter_map(|file| Some((file.to_owned(), uploaded.get(file)?)));
    let links: BTreeMap<_, _> = links
        .map(|(file, image)| (file, image.url.to_string()))
        .collect();
    let new = plan.new_post(plan.article.for_medium(&links)?);
    let post = match target {
        Target::Profile => session.client.create_post(&me.id, &new).await?,
        Target::Publication(publication) => {
            let id = &publication.id;
            session.client.create_publication_post(id, &new).await?
        }
    }
    .into_inner();
    output.talk(&format!("{}: {}", done(&post, target, me), post.title));
    let images = links
        .iter()
        .map(|(file, url)| json!({ "path": file, "url": url }));
    let images = images.collect::<Vec<_>>();
    let ours = json!({ "path": plan.path, "images": images, "warnings": plan.warnings });
    Ok((post.clone(), with_ours(&post, ours)?))
}

fn done(post: &Post, target: &Target, me: &User) -> String {
    let place = match target {
        Target::Profile => format!("by {} (@{})", me.name, me.username),
        Target::Publication(publication) => format!("in {}", publication.name),
    };
    match &post.publish_status {
        PublishStatus::Public => format!("Published {place}"),
        PublishStatus::Draft => format!("Saved as a draft {place}"),
        other => format!("Published {place}, {other}"),
    }
}

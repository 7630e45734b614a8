//! Saves a draft on the user's profile and in each of their publications.
//!
//! ```sh
//! MEDIUM_TOKEN=… cargo run --example publish
//! ```

use medium_api::Client;
use medium_api::types::{NewPost, PublishStatus};

#[tokio::main]
async fn main() -> Result<(), medium_api::Error> {
    let medium = Client::from_env()?;
    let me = medium.me().await?;
    println!("Writing as {} (@{})", me.name, me.username);

    let post = NewPost::markdown("Anfield", "# Anfield\n\nA ground without a team.")
        .tags(["football", "liverpool"])
        .publish_status(PublishStatus::Draft);
    // What Medium would change, ignore or reject, for example a fourth tag.
    for warning in post.warnings() {
        println!("Warning: {warning}");
    }
    let created = medium.create_post(&me.id, &post).await?;
    println!("Saved on the profile: {}", created.url);

    for publication in medium.publications(&me.id).await? {
        match medium.create_publication_post(&publication.id, &post).await {
            Ok(created) => println!("Saved in {}: {}", publication.name, created.url),
            // The user may be a reader there, not a writer.
            Err(error) if error.was_not_executed() => {
                println!("Not saved in {}: {error}", publication.name);
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

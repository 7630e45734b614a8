//! Saves a draft on the user's profile, and one in each publication where they write.
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
    // What Medium would do to it, such as tags that it leaves out.
    for warning in post.warnings() {
        println!("Warning: {warning}");
    }
    let created = medium.create_post(&me.id, &post).await?;
    println!("Saved on the profile: {}", created.url);

    for publication in medium.publications(&me.id).await? {
        match medium.create_publication_post(&publication.id, &post).await {
            Ok(created) => println!("Saved in {}: {}", publication.name, created.url),
            // One may read it, and not write there.
            Err(error) if error.proves_not_done() => {
                println!("Not saved in {}: {error}", publication.name);
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

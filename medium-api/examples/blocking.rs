//! A blocking program: the same methods, with `send` instead of `.await`.
//!
//! ```sh
//! MEDIUM_TOKEN=… cargo run --example blocking --features blocking
//! ```

use std::time::Duration;

use medium_api::types::{NewImage, NewPost, PublishStatus};
use medium_api::{Client, Error, blocking};

/// A red dot, as a GIF.
const DOT: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\x00\x00\x00\x00\x00!\xf9\x04\
    \x00\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";

fn main() -> Result<(), Error> {
    let medium = blocking::Client::from(Client::from_env()?);
    let me = medium.me().timeout(Duration::from_secs(10)).send()?;
    println!("Writing as {}", me.name);

    let image = medium.upload_image(NewImage::from_bytes("dot.gif", DOT));
    let image = image.send()?;
    let post = NewPost::markdown("A dot", format!("# A dot\n\n![Red]({})", image.url))
        .publish_status(PublishStatus::Draft);
    // Also returns the status and headers.
    let created = medium.create_post(&me.id, &post).response()?;
    println!("Saved ({}): {}", created.status, created.body.url);
    Ok(())
}

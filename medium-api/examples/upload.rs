//! Uploads an image, and saves a draft that contains it.
//!
//! ```sh
//! MEDIUM_TOKEN=… cargo run --example upload -- cover.png
//! ```

use medium_api::Client;
use medium_api::types::{NewImage, NewPost, PublishStatus};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("pass the path of an image")?;
    let medium = Client::from_env()?;

    // The file is streamed, whatever its size.
    let image = NewImage::from_path(&path).await?;
    let image = image.on_progress(|bytes| println!("{bytes} bytes sent"));
    let upload = medium.upload(image).await?;
    if let Some(warning) = &upload.warning {
        println!("Warning: {warning}");
    }
    println!("Uploaded: {}", upload.image.url);

    let content = format!("# Cover\n\n![The cover]({})", upload.image.url);
    let post = NewPost::markdown("Cover", content).publish_status(PublishStatus::Draft);
    let me = medium.me().await?;
    let created = medium.create_post(&me.id, &post).await?;
    println!("Saved: {}", created.url);
    Ok(())
}

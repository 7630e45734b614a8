//! `medium upload`: uploads images.

use std::path::Path;

use medium_cli::article::check_image;
use serde_json::{Value, json};

use super::with_cli_fields;
use crate::args::{Global, Upload};
use crate::backend::Backend;
use crate::error::{Error, Result};
use crate::image_files::{ImageError, hash};
use crate::output::{Output, path};
use crate::session::Session;
use crate::upload;

pub(crate) async fn run(args: &Upload, global: &Global, output: &Output) -> Result<()> {
    let problems: Vec<_> = args
        .images
        .iter()
        .filter_map(|file| problem(file))
        .collect();
    if !problems.is_empty() {
        return Err(Error::Images(problems));
    }
    let hashes = args.images.iter();
    let hashes = hashes.map(|file| Ok((file.clone(), hash(file)?)));
    let images = hashes.collect::<Result<_>>()?;
    Backend::with(global, output, async |backend| {
        let session = Session::open(backend, global).await?;
        let uploaded = upload::all(&images, &session, output).await?;
        let (mut lines, mut list) = (String::new(), Vec::new());
        for file in &args.images {
            let Some(image) = uploaded.get(file) else {
                continue;
            };
            lines.push_str(&format!("{}\n", image.url));
            let cli = json!({ "path": path(file), "alreadyUploaded": image.image.is_none() });
            list.push(match &image.image {
                Some(image) => with_cli_fields(image, cli)?,
                None => json!({ "url": image.url, "cli": cli }),
            });
        }
        output.data(&Value::Array(list), &lines)
    })
    .await
}

fn problem(file: &Path) -> Option<ImageError> {
    let reason = check_image(file).err()?;
    let path = file.to_owned();
    Some(ImageError::Rejected { path, reason })
}

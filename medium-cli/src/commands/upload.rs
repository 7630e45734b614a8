//! `medium upload`: pictures alone.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use medium_cli::article::check_picture;
use serde_json::{Value, json};

use super::with_ours;
use crate::args::{Global, Upload};
use crate::output::Output;
use crate::session::Session;
use crate::upload;

pub(crate) async fn run(args: &Upload, global: &Global, output: &Output) -> anyhow::Result<()> {
    let problems: Vec<String> = args
        .images
        .iter()
        .filter_map(|file| problem(file))
        .collect();
    if !problems.is_empty() {
        anyhow::bail!("{}", problems.join("\n"));
    }
    Session::with(global, output, async |session| {
        let files: BTreeSet<&Path> = args.images.iter().map(PathBuf::as_path).collect();
        let uploaded = upload::all(&session.client, files, output).await?;
        let (mut lines, mut list) = (String::new(), Vec::new());
        for file in &args.images {
            let Some(image) = uploaded.get(file) else {
                continue;
            };
            lines.push_str(&format!("{}\n", image.url));
            list.push(with_ours(image, json!({ "path": file }))?);
        }
        output.data(&Value::Array(list), &lines)?;
        Ok(())
    })
    .await
}

fn problem(file: &Path) -> Option<String> {
    let refusal = check_picture(file).err()?;
    Some(format!("{}: {refusal}", file.display()))
}

//! An article that is prepared to be handed off.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use medium_sandbox::render;
use medium_store::{Article, Conflict, Draft};

use crate::credential_source::{CredentialSource, shell_word};
use crate::destination::Destination;
use crate::error::Result;
use crate::image_files::{ImageHashes, file_name};
use crate::ledger::{Ledger, LedgerConflict, describe_earlier_post, overrides};
use crate::output::Output;
use crate::plan::{PublishPlan, Repositories};
use crate::rich_text::{self, RichText, RichTextTarget};

/// An article that is ready to be handed off.
pub(super) struct Handoff {
    pub(super) plan: PublishPlan,
    pub(super) draft: Draft,
    pub(super) images: ImageHashes,
    /// Its content as safe HTML, with `/images/N` as the URL of the N-th image.
    html: String,
}

/// Prepares an article.
pub(super) async fn prepare(mut plan: PublishPlan, ledger: &Ledger<'_>) -> Result<Handoff> {
    let repositories = Repositories::default();
    plan.resolve_links(Some(ledger), &repositories).await?;
    let images = plan.hashes()?;
    let mut draft = plan.draft(&Destination::Profile, &images, &repositories)?;
    let earlier: Vec<Article> = plan.earlier_identities(&repositories)?;
    draft.article = ledger.known_name(&draft, &earlier, false, false).await?;
    let urls = plan.images().into_iter().enumerate();
    let urls = urls.map(|(number, file)| (file.to_owned(), rich_text::image_url(number)));
    let content = plan.content_with(urls.collect::<BTreeMap<PathBuf, String>>())?;
    let html = render::to_safe_html(plan.sandbox_format(), &content);
    Ok(Handoff {
        plan,
        draft,
        images,
        html,
    })
}

impl Handoff {
    /// Returns whether to hand the article off: it is not in the ledger, or `force` is set. Prints a
    /// message if it is published unchanged. An edited article, or one with an unknown outcome, is an
    /// error.
    pub(super) async fn should_hand_off(
        &self,
        ledger: &Ledger<'_>,
        force: bool,
        output: &Output,
    ) -> Result<bool> {
        match ledger
            .check_everywhere(&self.draft, overrides(force))
            .await?
        {
            None => Ok(true),
            Some(Conflict::Published(entry)) => {
                let (file, already) = (self.plan.path.display(), describe_earlier_post(&entry));
                let url = entry.url.map(|url| format!(": {url}")).unwrap_or_default();
                output.info(&format!("{file}: {already}{url}"));
                output.info("  To hand it off again, add --force.");
                Ok(false)
            }
            Some(conflict) => {
                Err(LedgerConflict::new(&self.plan.path, &self.draft, conflict).into())
            }
        }
    }

    pub(super) fn rich_text(&self, destination: RichTextTarget<'_>) -> RichText {
        rich_text::from_html(&self.html, destination)
    }

    /// Returns the files of its images. The index is their number.
    pub(super) fn files(&self) -> Vec<&Path> {
        self.plan.images()
    }

    /// Returns the name under which an image is saved.
    pub(super) fn file_name(&self, number: usize) -> String {
        self.files()
            .get(number)
            .map(|file| file_name(file))
            .unwrap_or_default()
    }

    /// Returns the command that records the URL without the page, to run in the same folder. For an
    /// article from standard input, it reads the same text again.
    pub(super) fn record_command(&self, source: CredentialSource<'_>) -> String {
        let file = shell_word(&self.plan.file().display().to_string());
        format!("{} {file} URL", source.command("ledger record"))
    }
}

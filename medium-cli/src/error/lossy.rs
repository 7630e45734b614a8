//! Whether to suggest `--lossy`.

use medium_cli::article::ArticleError;

/// Returns whether `--lossy` would turn content that gets lost into warnings.
pub(super) fn helps(error: &ArticleError) -> bool {
    match error {
        ArticleError::Several(errors) => errors.iter().any(helps),
        error => error.is_loss() && !is_about_images(error),
    }
}

/// Returns whether to suggest `--lossy`. If only images are missing, the user should add them
/// instead.
pub(super) fn suffices(errors: &[ArticleError]) -> bool {
    errors.iter().all(ArticleError::is_loss) && !errors.iter().all(is_about_images)
}

fn is_about_images(error: &ArticleError) -> bool {
    match error {
        ArticleError::Several(errors) => errors.iter().all(is_about_images),
        error => matches!(error, ArticleError::Image(_)),
    }
}

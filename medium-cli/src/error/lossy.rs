//! Whether to suggest `--lossy`.

use medium_cli::article::ArticleError;

/// Returns whether `--lossy` would turn content that gets lost into warnings.
pub(super) fn helps(error: &ArticleError) -> bool {
    match error {
        ArticleError::Several(errors) => errors.iter().any(helps),
        // An image that can't be used is an error that the user should correct.
        error => error.is_loss() && !matches!(error, ArticleError::Image(_)),
    }
}

/// Returns whether `--lossy` would turn all of these errors into warnings.
pub(super) fn suffices(errors: &[ArticleError]) -> bool {
    errors.iter().all(ArticleError::is_loss)
}

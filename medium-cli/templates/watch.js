// Reloads the page when the article or one of its images has changed.
let known;
async function poll() {
  try {
    const response = await fetch("/version");
    const version = await response.text();
    if (known !== undefined && known !== version) location.reload();
    known = version;
  } catch {
    // The preview was stopped or is restarting.
  }
  setTimeout(poll, 500);
}
poll();

// Loads the page anew when the article or one of its pictures has changed.
let known;
async function look() {
  try {
    const answer = await fetch("/version");
    const version = await answer.text();
    if (known !== undefined && known !== version) location.reload();
    known = version;
  } catch {
    // The preview has ended, or starts again.
  }
  setTimeout(look, 500);
}
look();

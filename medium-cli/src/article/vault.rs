//! Finds files of an Obsidian vault by their name alone.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;

/// The limit of files that are searched.
const MAX_FILES: usize = 100_000;

/// A vault: a folder of notes and embedded files.
#[derive(Debug)]
pub(super) struct Vault {
    root: PathBuf,
    /// Whether `.gitignore` applies: a repository often contains a generated copy of the site.
    ignores: bool,
    /// Files by name in lower case. Filled at the first search.
    files: OnceCell<HashMap<String, Vec<PathBuf>>>,
}

/// The result of a search.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Lookup {
    NotFound,
    One(PathBuf),
    /// Two of several files, by their paths in the vault.
    Ambiguous(PathBuf, PathBuf),
}

impl Vault {
    /// Returns the vault that contains `folder`: `root` if given, else the nearest folder above with
    /// `.obsidian`, else the repository, else the folder itself.
    pub(super) fn containing(folder: &Path, root: Option<&Path>) -> Self {
        let vault = root.or_else(|| ancestor_containing(folder, ".obsidian"));
        let root = vault.or_else(|| ancestor_containing(folder, ".git"));
        Self {
            root: root.unwrap_or(folder).to_owned(),
            ignores: vault.is_none(),
            files: OnceCell::new(),
        }
    }

    /// Finds the file `name`, which may include folders. Prefers files in the folder `near`, then those in
    /// the same case.
    pub(super) fn find(&self, name: &str, near: &Path) -> Lookup {
        let wanted: Vec<_> = Path::new(name).components().collect();
        let Some(Component::Normal(file)) = wanted.last() else {
            return Lookup::NotFound;
        };
        let key = file.to_string_lossy().to_lowercase();
        let files = self
            .files
            .get_or_init(|| files_below(&self.root, self.ignores));
        let all = files.get(&key).map(Vec::as_slice).unwrap_or_default();
        let in_folders: Vec<_> = all.iter().filter(|path| ends_with(path, &wanted)).collect();
        let has_case = |path: &&&PathBuf| path.file_name() == Some(file);
        let is_near = |path: &&&PathBuf| path.parent() == Some(near);
        let one_of = |found: Vec<&&PathBuf>| match found[..] {
            [one] => Some((*one).clone()),
            _ => None,
        };
        let best = one_of(in_folders.iter().collect())
            .or_else(|| one_of(in_folders.iter().filter(is_near).collect()))
            .or_else(|| one_of(in_folders.iter().filter(has_case).collect()));
        match (best, &in_folders[..]) {
            (Some(path), _) => Lookup::One(path),
            (None, [one, other, ..]) => Lookup::Ambiguous(self.relative(one), self.relative(other)),
            (None, _) => Lookup::NotFound,
        }
    }

    fn relative(&self, path: &Path) -> PathBuf {
        path.strip_prefix(&self.root).unwrap_or(path).to_owned()
    }
}

/// Returns the nearest folder, from `folder` upwards, with an entry of this name.
pub(super) fn ancestor_containing<'a>(folder: &'a Path, entry: &str) -> Option<&'a Path> {
    folder.ancestors().find(|above| above.join(entry).exists())
}

/// Returns whether a path ends with these components, in any case.
fn ends_with(path: &Path, wanted: &[Component<'_>]) -> bool {
    let mut own = path.components().rev();
    wanted.iter().rev().all(|wanted| {
        let wanted = wanted.as_os_str().to_string_lossy().to_lowercase();
        let own = own
            .next()
            .map(|own| own.as_os_str().to_string_lossy().to_lowercase());
        own.is_some_and(|own| own == wanted)
    })
}

/// Returns all files that aren't hidden, by name. Symbolic links are not followed: they may lead
/// outside.
fn files_below(root: &Path, ignores: bool) -> HashMap<String, Vec<PathBuf>> {
    let mut files: HashMap<String, Vec<PathBuf>> = HashMap::new();
    let walk = WalkBuilder::new(root)
        .standard_filters(false)
        .hidden(true)
        .git_ignore(ignores)
        .parents(ignores)
        .require_git(false)
        .filter_entry(|entry| entry.file_name() != "node_modules")
        .sort_by_file_name(std::cmp::Ord::cmp)
        .build();
    for entry in walk.filter_map(Result::ok).take(MAX_FILES) {
        if entry
            .file_type()
            .is_some_and(|file_type| file_type.is_file())
        {
            let name = entry.file_name().to_string_lossy().to_lowercase();
            files.entry(name).or_default().push(entry.into_path());
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn finds_a_name_in_any_folder_and_reports_ambiguous_names() {
        let vault = tempfile::tempdir().unwrap();
        for file in [
            "notes/a.md",
            "files/Plan.png",
            "files/b.png",
            "old/b.png",
            ".trash/c.png",
        ] {
            let file = vault.path().join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, "x").unwrap();
        }
        fs::create_dir(vault.path().join(".obsidian")).unwrap();
        let findings = vault.path().join("notes");
        let find = |name: &str| Vault::containing(&findings, None).find(name, &findings);
        let one = |path: &str| Lookup::One(vault.path().join(path));
        assert_eq!(find("plan.png"), one("files/Plan.png"));
        assert_eq!(find("old/b.png"), one("old/b.png"));
        assert_eq!(find("A.md"), one("notes/a.md"));
        assert_eq!(find("c.png"), Lookup::NotFound);
        assert_eq!(find("../b.png"), Lookup::NotFound);
        let several = Lookup::Ambiguous("files/b.png".into(), "old/b.png".into());
        assert_eq!(find("b.png"), several);
    }

    #[test]
    fn gitignore_applies_to_repositories_but_not_to_vaults() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("public")).unwrap();
        fs::create_dir_all(folder.path().join(".git")).unwrap();
        fs::write(folder.path().join(".gitignore"), "public\n").unwrap();
        fs::write(folder.path().join("public/a.png"), "x").unwrap();
        let find = || Vault::containing(folder.path(), None).find("a.png", folder.path());
        assert_eq!(find(), Lookup::NotFound);
        fs::create_dir(folder.path().join(".obsidian")).unwrap();
        assert_eq!(find(), Lookup::One(folder.path().join("public/a.png")));
    }
}

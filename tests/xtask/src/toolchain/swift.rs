//! Swift 6.
//!
//! Debian 12 has none, Debian 13 does: a small Debian 13 below `BANGFU_TOOLS`
//! is entered with a change of root. The repository and the target folder are
//! seen inside at the places where they are outside. The mounts belong to the
//! command alone, and are gone when it ends, however it ends.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Missing, root, tools};
use crate::house::House;
use crate::process::{must, output};

/// Swift of this machine, or in its Debian.
pub(crate) struct Swift<'a> {
    house: &'a House,
    /// The root to be changed to.
    inside: Option<PathBuf>,
}

/// Swift, if it is there.
pub(crate) fn swift(house: &House) -> Result<Swift<'_>, Missing> {
    if native() {
        return Ok(Swift {
            house,
            inside: None,
        });
    }
    if !complete() {
        return Err(Missing::set_up("Swift 6"));
    }
    if !root() {
        return Err(Missing(
            "Swift 6 is there, but only root may enter its folder: run as root, or have swift 6 on PATH"
                .to_owned(),
        ));
    }
    Ok(Swift {
        house,
        inside: Some(folder()),
    })
}

impl Swift<'_> {
    /// A command in `folder`, which is below the repository or the target
    /// folder. It sees those two, and the environment that is given to it.
    pub(crate) fn command(&self, folder: &Path, program: &str) -> Command {
        let Some(inside) = &self.inside else {
            let mut command = Command::new(program);
            command.current_dir(folder);
            return command;
        };
        // $1 the new root, $2 the folder, $3 and $4 what is seen.
        const ENTER: &str = r#"
root=$1 folder=$2
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
for seen in "$3" "$4"; do
    mkdir -p "$root$seen"
    mount --bind "$seen" "$root$seen"
done
shift 4
exec chroot "$root" /bin/sh -c 'cd "$1" && shift && exec "$@"' sh "$folder" "$@"
"#;
        let mut command = Command::new("unshare");
        command
            .args([
                "--mount",
                "--propagation",
                "private",
                "sh",
                "-eu",
                "-c",
                ENTER,
                "sh",
            ])
            .args([
                inside.as_path(),
                folder,
                &self.house.root,
                &self.house.target,
            ])
            .arg(program)
            .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
            .env("HOME", "/root")
            .env("LANG", "C.UTF-8")
            .env_remove("TMPDIR");
        command
    }
}

/// Whether Swift 6 or newer is on the machine itself.
fn native() -> bool {
    output(Command::new("swift").arg("--version")).is_ok_and(|text| {
        text.split("Swift version ")
            .nth(1)
            .and_then(|rest| rest.split('.').next())
            .and_then(|major| major.parse().ok())
            .is_some_and(|major: u32| major >= 6)
    })
}

/// Whether it can be had without a download.
pub(crate) fn there() -> bool {
    native() || complete()
}

fn folder() -> PathBuf {
    tools().join("swift")
}

/// Written last: a Debian that broke off half way is begun again.
fn complete() -> bool {
    folder().join("etc/bangfu-complete").is_file()
}

/// Makes the small Debian. Needs root and debootstrap.
pub(crate) fn install() -> Result<(), String> {
    let folder = folder();
    if folder.exists() {
        // Nothing is mounted there outside of a command, so this stays inside.
        must(
            Command::new("rm")
                .args(["-r", "-f", "--one-file-system"])
                .arg(&folder),
        )?;
    }
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    must(
        Command::new("debootstrap")
            .args(["--variant=minbase", "trixie"])
            .arg(&folder),
    )?;
    let mut packages = Command::new("chroot");
    packages
        .arg(&folder)
        .args([
            "apt-get",
            "install",
            "--yes",
            "--quiet",
            "--no-install-recommends",
        ])
        .args(["swiftlang", "libc6-dev", "g++"])
        .env("DEBIAN_FRONTEND", "noninteractive")
        .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    must(&mut packages)?;
    must(
        Command::new("chroot")
            .arg(&folder)
            .args(["apt-get", "clean"])
            .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"),
    )?;
    crate::house::write(&folder.join("etc/bangfu-complete"), "swift 6\n")
}

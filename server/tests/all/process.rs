//! The binary as a shell and a supervisor see it.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

use tempfile::{TempDir, tempdir};

/// The binary in a folder of its own, with no settings from outside.
fn ensemble(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ensemble"));
    command.current_dir(folder).args(arguments);
    for name in [
        "DATABASE_URL",
        "LEPTOS_SITE_ADDR",
        "ENSEMBLE_BASE_URL",
        "ENSEMBLE_LOG",
        "ENSEMBLE_LOG_FORMAT",
        "ENSEMBLE_METRICS",
        "ENSEMBLE_MAIL",
        "ENSEMBLE_MAIL_FROM",
        "ENSEMBLE_STORAGE",
        "ENSEMBLE_BEHIND_PROXY",
    ] {
        command.env_remove(name);
    }
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    ensemble(folder, arguments).output().unwrap()
}

/// A running server, its address, and what it logs.
struct Running {
    child: Child,
    address: String,
    lines: BufReader<std::process::ChildStdout>,
    _folder: TempDir,
}

impl Running {
    fn new(arguments: &[&str]) -> Running {
        let folder = tempdir().unwrap();
        let mut child = ensemble(folder.path(), arguments)
            .env("LEPTOS_SITE_ADDR", "127.0.0.1:0")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        while !line.contains("listening on http://") {
            line.clear();
            assert!(
                lines.read_line(&mut line).unwrap() > 0,
                "the server ended before it listened"
            );
        }
        let address = line.split("http://").nth(1).unwrap();
        let address = address
            .trim_end_matches(|c: char| !c.is_ascii_digit())
            .to_owned();
        Running {
            child,
            address,
            lines,
            _folder: folder,
        }
    }

    fn get(&self, path: &[u8]) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let request = [
            b"GET ".as_slice(),
            path,
            b" HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
        ]
        .concat();
        stream.write_all(&request).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Sends a signal; gives exit code, time taken, and the rest of the log.
    fn stop(mut self, signal: &str) -> (Option<i32>, Duration, String) {
        let began = Instant::now();
        let sent = Command::new("kill")
            .args(["-s", signal, &self.child.id().to_string()])
            .status()
            .unwrap();
        assert!(sent.success());
        let code = self.child.wait().unwrap().code();
        let took = began.elapsed();
        let mut log = String::new();
        self.lines.read_to_string(&mut log).unwrap();
        (code, took, log)
    }
}

fn one_line(output: &Output) -> String {
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(said.lines().count(), 1, "{said}");
    assert_eq!(output.status.code(), Some(1), "{said}");
    said
}

#[test]
fn a_database_that_cannot_be_opened_is_one_clear_line() {
    let folder = tempdir().unwrap();
    std::fs::write(folder.path().join("file"), "no database").unwrap();
    for command in ["serve", "migrate", "seed", "check"] {
        for url in [
            "sqlite://file/x.db?mode=rwc",
            "sqlite://file",
            "sqlite://absent.db?mode=ro",
            "mysql://a:secret@b/c",
            "postgres://a:secret@127.0.0.1:1/c",
        ] {
            let mut asked = ensemble(folder.path(), &[command, "--database-url", url]);
            let said = one_line(
                &asked
                    .env("LEPTOS_SITE_ADDR", "127.0.0.1:0")
                    .output()
                    .unwrap(),
            );
            assert!(
                said.contains("database") && !said.contains("secret") && !said.contains("Error {"),
                "{command}: {said}"
            );
        }
    }
}

#[test]
fn check_says_what_is_wrong_and_what_to_do() {
    let folder = tempdir().unwrap();
    std::fs::create_dir(folder.path().join("data")).unwrap();
    let checked = run(folder.path(), &["check"]);
    assert!(one_line(&checked).contains("run: ensemble migrate"));
    assert!(run(folder.path(), &["migrate"]).status.success());
    assert!(one_line(&run(folder.path(), &["check"])).contains("run: ensemble seed"));
    assert!(run(folder.path(), &["seed"]).status.success());
    let said = String::from_utf8(run(folder.path(), &["check"]).stdout).unwrap();
    assert!(said.contains("ok      seeds: 404 cities"), "{said}");
}

#[test]
fn a_finished_command_leaves_everything_in_one_file() {
    let folder = tempdir().unwrap();
    for command in ["migrate", "seed"] {
        assert!(run(folder.path(), &[command]).status.success(), "{command}");
        let data = std::fs::read_dir(folder.path().join("data")).unwrap();
        let files: Vec<_> = data.map(|file| file.unwrap().file_name()).collect();
        assert_eq!(files, ["ensemble.db"], "after {command}");
    }
}

#[test]
fn help_names_commands_and_settings() {
    let folder = tempdir().unwrap();
    let help = String::from_utf8(run(folder.path(), &["--help"]).stdout).unwrap();
    for word in [
        "serve",
        "migrate",
        "seed",
        "check",
        "DATABASE_URL",
        "LEPTOS_SITE_ADDR",
        "ENSEMBLE_LOG",
    ] {
        assert!(help.contains(word), "{word}");
    }
}

#[test]
fn a_taken_address_is_one_clear_line() {
    let folder = tempdir().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let said = one_line(&run(folder.path(), &["serve", "--site-addr", &address]));
    assert!(
        said.contains(&address) && said.contains("LEPTOS_SITE_ADDR"),
        "{said}"
    );
}

#[test]
fn demo_content_is_refused_where_others_can_reach_it() {
    let folder = tempdir().unwrap();
    let said = one_line(&run(
        folder.path(),
        &["serve", "--demo", "--site-addr", "0.0.0.0:0"],
    ));
    assert!(said.contains("--demo-public"), "{said}");
}

#[test]
fn the_server_serves_logs_and_stops() {
    let server = Running::new(&["serve", "--demo"]);
    assert!(server.get(b"/cities.json").contains("\"total\":404"));
    assert!(
        server
            .get(b"/cities?q=secret%20words")
            .starts_with("HTTP/1.1 200")
    );
    // An idle connection does not hold the server up.
    let _idle = TcpStream::connect(&server.address).unwrap();
    let (code, took, log) = server.stop("TERM");
    assert_eq!(code, Some(0), "{log}");
    assert!(took < Duration::from_secs(10), "{took:?}");
    assert!(
        log.contains("path=\"/cities\"") && log.contains("status=200") && log.contains("ms="),
        "{log}"
    );
    assert!(!log.contains("secret"), "{log}");
}

#[test]
fn logs_can_be_read_by_programs() {
    let server = Running::new(&["--log-format", "json"]);
    server.get(b"/healthz");
    let (code, _, log) = server.stop("INT");
    assert_eq!(code, Some(0));
    let lines = log
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let answered = lines
        .into_iter()
        .find(|line| line["message"] == "answered")
        .unwrap();
    assert_eq!(
        (&answered["status"], &answered["span"]["path"]),
        (&200.into(), &"/healthz".into())
    );
    assert!(
        answered["span"]["id"]
            .as_str()
            .is_some_and(|id| id.len() > 20)
    );
}

#[test]
fn broken_bytes_in_a_path_break_nothing() {
    let server = Running::new(&[]);
    for path in [
        b"/cities/%ff%fe".as_slice(),
        b"/%c3%28",
        b"/cities/\xff\xfe",
        b"/\xc3\x28",
        b"/%",
        b"/%zz",
        b"//",
        b"/\\",
    ] {
        let answer = server.get(path);
        let status = answer.split(' ').nth(1).unwrap_or_default().to_owned();
        assert!(
            ["400", "404", "308"].contains(&status.as_str()),
            "{path:?}: {answer:.60}"
        );
    }
    let (code, _, log) = server.stop("TERM");
    assert_eq!(code, Some(0));
    assert!(!log.contains("panic") && !log.contains("ERROR"), "{log}");
}

/// Runs one statement on the database that a folder holds.
async fn execute(folder: &Path, sql: &str) {
    let file = folder.join("data/ensemble.db");
    let db = store::connect(&format!("sqlite:{}", file.display()))
        .await
        .unwrap();
    sea_orm::ConnectionTrait::execute_unprepared(&db, sql)
        .await
        .unwrap();
    db.close().await.unwrap();
}

#[tokio::test]
async fn an_event_changed_by_hand_fails_the_check_and_is_named() {
    let folder = tempdir().unwrap();
    let folder = folder.path();
    std::fs::create_dir_all(folder.join("target/site/pkg")).unwrap();
    for command in [&["migrate"][..], &["seed"]] {
        assert!(run(folder, command).status.success());
    }
    for email in ["ana@a.example", "bo@b.example", "cy@c.example"] {
        let added = run(
            folder,
            &[
                "user",
                "add",
                email,
                "--role",
                "focal-point",
                "--city",
                "bologna",
            ],
        );
        let said = String::from_utf8_lossy(&added.stdout).into_owned();
        assert!(said.contains("http://127.0.0.1:3000/link/"), "{said}");
    }
    let trail = |output: &Output| {
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        said.lines()
            .find(|line| line.contains("trail"))
            .map(str::to_owned)
    };
    let whole = trail(&run(folder, &["check"])).unwrap();
    assert!(
        whole.starts_with("ok") && whole.contains("3 events, the last sealed "),
        "{whole}"
    );

    execute(
        folder,
        "UPDATE event SET detail = 'focal-point dakar' WHERE seq = 2",
    )
    .await;
    let checked = run(folder, &["check"]);
    assert_eq!(checked.status.code(), Some(1));
    let broken = trail(&checked).unwrap();
    assert!(
        broken.starts_with("not ok") && broken.contains("event 2"),
        "{broken}"
    );
}

#[test]
fn a_role_that_cannot_be_is_refused_in_one_line() {
    let folder = tempdir().unwrap();
    let folder = folder.path();
    for command in [&["migrate"][..], &["seed"]] {
        assert!(run(folder, command).status.success());
    }
    for (arguments, reason) in [
        (
            &["no address", "--role", "secretariat"][..],
            "no e-mail address",
        ),
        (
            &["ana@a.example", "--role", "mayor"],
            "there is no role mayor",
        ),
        (&["ana@a.example", "--role", "focal-point"], "a known city"),
        (
            &[
                "ana@a.example",
                "--role",
                "focal-point",
                "--city",
                "atlantis",
            ],
            "a known city",
        ),
        (
            &[
                "ana@a.example",
                "--role",
                "secretariat",
                "--city",
                "bologna",
            ],
            "the whole network",
        ),
    ] {
        let said = one_line(&run(folder, &[&["user", "add"], arguments].concat()));
        assert!(said.contains(reason), "{said}");
    }
}

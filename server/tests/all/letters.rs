//! The outbox, from a real process: letters as files, killed in the middle.

use std::{fs, path::Path, process::Command, time::Duration};

use chrono::Utc;
use domain::{
    account::Email,
    letter::{Letter, LetterKind},
};
use migrations::{Migrator, MigratorTrait};
use server::{mail::Post, worker};

const LETTERS: usize = 50;

/// How many whole letters lie in a folder, and how many different ones. One that was cut off while it was written, as a
/// mail server's would be, was not delivered.
fn delivered(folder: &Path) -> (usize, usize) {
    let Ok(files) = fs::read_dir(folder) else {
        return (0, 0);
    };
    let mut ids: Vec<String> = files
        .filter_map(|file| fs::read_to_string(file.unwrap().path()).ok())
        .filter(|text| text.trim_end().ends_with("--"))
        .filter_map(|text| {
            let line = text.lines().find(|line| line.starts_with("Message-ID:"))?;
            Some(line.to_owned())
        })
        .collect();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    (all, ids.len())
}

async fn wait_for(what: &str, mut is_there: impl FnMut() -> bool) {
    for _ in 0..3_000 {
        if is_there() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("waited in vain for {what}");
}

#[tokio::test]
async fn letters_survive_a_killed_process() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite:{}", folder.path().join("test.db").display());
    let db = store::connect(&address).await.unwrap();
    Migrator::up(&db, None).await.unwrap();
    for number in 0..LETTERS {
        let letter = Letter {
            kind: LetterKind::Register,
            language: "en".to_owned(),
            subject: format!("Letter {number}"),
            plain: "text".to_owned(),
            html: "<p>text</p>".to_owned(),
            unsubscribe: None,
        };
        let to = Email::parse(&format!("reader{number}@a.example")).unwrap();
        store::letter::post(&db, &to, letter, Utc::now())
            .await
            .unwrap();
    }
    let mail = folder.path().join("mail");
    let start = || {
        Command::new(env!("CARGO_BIN_EXE_ensemble"))
            .args(["serve", "--site-addr", "127.0.0.1:0"])
            .env("DATABASE_URL", &address)
            .env("ENSEMBLE_MAIL", format!("file:{}", mail.display()))
            .current_dir(folder.path())
            .env("ENSEMBLE_LOG", "error")
            .spawn()
            .unwrap()
    };
    let mut process = start();
    wait_for("the first letters", || delivered(&mail).0 >= 5).await;
    process.kill().unwrap(); // SIGKILL
    process.wait().unwrap();
    let before = delivered(&mail);
    assert!(before.0 < LETTERS, "killed too late: {before:?}");
    // What was in its hands is due again after a while; the test does not wait that long.
    let now = Utc::now() + chrono::TimeDelta::minutes(3);
    // The sender of the process: identifiers hold its domain.
    let from = "Ensemble <ensemble@localhost.localdomain>".parse().unwrap();
    let post = Post::open(&format!("file:{}", mail.display())).unwrap();
    while worker::send_next(&db, &post, &from, now).await.unwrap() {}
    let (all, different) = delivered(&mail);
    println!(
        "{LETTERS} letters, killed after {}: {different} delivered, {} twice",
        before.0,
        all - different
    );
    assert_eq!(different, LETTERS);
    assert!(all - different <= 1, "only the letter in hand may go twice");
    assert_eq!(store::letter::backlog(&db).await.unwrap(), (0, 0));
}

#[tokio::test]
async fn a_letter_that_is_refused_waits_longer_each_time_and_is_given_up() {
    let folder = tempfile::tempdir().unwrap();
    let db = store::connect("sqlite::memory:").await.unwrap();
    Migrator::up(&db, None).await.unwrap();
    let letter = Letter {
        kind: LetterKind::Register,
        language: "en".to_owned(),
        subject: "Hello".to_owned(),
        plain: "text".to_owned(),
        html: "<p>text</p>".to_owned(),
        unsubscribe: None,
    };
    let to = Email::parse("ana@a.example").unwrap();
    let mut now = Utc::now();
    store::letter::post(&db, &to, letter, now).await.unwrap();
    let post = Post::open(&format!("file:{}", folder.path().join("mail").display())).unwrap();
    fs::remove_dir_all(folder.path()).unwrap();
    let from = "Ensemble <ensemble@a.example>".parse().unwrap();
    let mut pauses = Vec::new();
    while worker::send_next(&db, &post, &from, now).await.unwrap() {
        let letter = store::letter::list(&db, 1).await.unwrap().remove(0);
        assert!(letter.failure.is_some());
        let Some(due) = letter.due_at else { break };
        pauses.push(due - now);
        now = due;
    }
    assert!(pauses.is_sorted() && pauses.len() == 7, "{pauses:?}");
    assert_eq!(store::letter::backlog(&db).await.unwrap(), (0, 1));
    store::letter::retry(&db, 1, now).await.unwrap();
    assert_eq!(store::letter::backlog(&db).await.unwrap(), (1, 0));
}

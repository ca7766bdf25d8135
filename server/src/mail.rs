//! Handing letters on: to files in development, by SMTP otherwise.

use std::path::PathBuf;

use lettre::{
    Address, AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    address::Envelope,
    message::{
        Mailbox, MultiPart, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};
use store::letter::{Failure, Outgoing};

use crate::error::StartError;

/// The ways of a letter.
#[derive(Clone)]
pub enum Post {
    /// A file for each letter, named by chance: a letter that is sent twice lies there twice.
    Files(AsyncFileTransport<Tokio1Executor>),
    /// A mail server.
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
}

impl Post {
    /// The way that a setting names: `file:data/mail`, `smtp://user:password@host:port`, `smtps://…`.
    pub fn open(setting: &str) -> Result<Post, StartError> {
        if let Some(folder) = setting.strip_prefix("file:") {
            let folder = PathBuf::from(folder);
            std::fs::create_dir_all(&folder)
                .map_err(|error| StartError::Mail(format!("{}: {error}", folder.display())))?;
            return Ok(Post::Files(AsyncFileTransport::new(folder)));
        }
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(setting);
        // Without the setting itself in the message: it may hold a password.
        let server = server.map_err(|error| StartError::Mail(error.to_string()))?;
        Ok(Post::Smtp(server.build()))
    }

    /// Hands a letter on.
    pub async fn send(&self, letter: &Outgoing, from: &Mailbox) -> Result<(), Failure> {
        let message = message(letter, from).map_err(Failure::ForGood)?;
        match self {
            Post::Files(files) => {
                let sent = files.send(message).await;
                sent.map(drop)
                    .map_err(|error| Failure::ForNow(error.to_string()))
            }
            Post::Smtp(server) => {
                let sent = server.send(message).await;
                sent.map(drop).map_err(|error| match error.is_permanent() {
                    true => Failure::ForGood(error.to_string()),
                    false => Failure::ForNow(error.to_string()),
                })
            }
        }
    }
}

/// The letter as mail programs read it. Its identifier is the same at each try, so that a letter sent twice is seen to be one.
fn message(letter: &Outgoing, from: &Mailbox) -> Result<Message, String> {
    let to: Address = letter.recipient.parse().map_err(text)?;
    let envelope = Envelope::new(Some(from.email.clone()), vec![to.clone()]).map_err(text)?;
    let stamp = letter.created_at.timestamp_micros();
    let id = format!("<{}.{stamp}@{}>", letter.id, from.email.domain());
    let part =
        |kind: ContentType, body: &str| SinglePart::builder().header(kind).body(body.to_owned());
    let body = MultiPart::alternative()
        .singlepart(part(ContentType::TEXT_PLAIN, &letter.plain))
        .singlepart(part(ContentType::TEXT_HTML, &letter.html));
    let mut message = Message::builder();
    if let Some(address) = &letter.unsubscribe {
        for (name, value) in [
            ("List-Unsubscribe", format!("<{address}>")),
            (
                "List-Unsubscribe-Post",
                "List-Unsubscribe=One-Click".to_owned(),
            ),
        ] {
            let name = HeaderName::new_from_ascii_str(name);
            message = message.raw_header(HeaderValue::new(name, value));
        }
    }
    message
        .message_id(Some(id))
        .date(letter.created_at.into())
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(letter.subject.clone())
        .envelope(envelope)
        .multipart(body)
        .map_err(text)
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

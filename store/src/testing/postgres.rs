//! One PostgreSQL cluster for the whole test process, in a folder of its own, on a free port of this machine.

use std::{
    env, fs,
    net::TcpListener,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

use sea_orm::ConnectionTrait;

use crate::connect;

/// Waits until the test process is gone, however it ended: its end of the pipe closes. Then stops the cluster at once and
/// deletes the folder.
const WATCH: &str = r#"
cat > /dev/null
if read -r pid < "$1/cluster/postmaster.pid"; then
    kill -QUIT "$pid"
    tries=0
    while [ -e "$1/cluster/postmaster.pid" ] && [ $tries -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
fi
rm -rf "$1"
"#;
/// Ports to try: another process may take a free one before the cluster does.
const ATTEMPTS: usize = 3;
/// Why a machine cannot run these tests yet, and what to do.
const NOT_INSTALLED: &str = "PostgreSQL is not installed, and these tests need it: `apt-get install postgresql`, \
    or set PG_BIN to the folder that holds initdb and pg_ctl \
    (looked in $PG_BIN where it is set, else in $PATH and /usr/lib/postgresql/*/bin)";
/// The database superuser. It has no password: the cluster listens to this machine alone.
const USER: &str = "ensemble";

struct Cluster {
    port: u16,
    // Its open pipe tells the watcher that we are still here.
    _watcher: Child,
}

/// Makes an empty database; gives its address.
pub(super) async fn new_database() -> Result<String, String> {
    static CLUSTER: OnceLock<Result<Cluster, String>> = OnceLock::new();
    static DATABASES: AtomicU32 = AtomicU32::new(1);
    let cluster = CLUSTER.get_or_init(start).as_ref().map_err(String::clone)?;
    let address = |name: &str| format!("postgres://{USER}@127.0.0.1:{}/{name}", cluster.port);
    let name = format!("test_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
    let text = |error: &dyn std::error::Error| error.to_string();
    let db = connect(&address("postgres")).await.map_err(|e| text(&e))?;
    db.execute_unprepared(&format!("CREATE DATABASE {name}"))
        .await
        .map_err(|e| text(&e))?;
    db.close().await.map_err(|e| text(&e))?;
    Ok(address(&name))
}

fn start() -> Result<Cluster, String> {
    let programs = programs()?;
    let folder = tempfile::Builder::new()
        .prefix("ensemble-postgres-")
        .tempdir()
        .map_err(|error| format!("cannot make a folder for PostgreSQL: {error}"))?
        .keep();
    let watcher = watch(&folder)?;
    let owner = owner()?;
    if let Some((user, group)) = owner {
        std::os::unix::fs::chown(&folder, Some(user), Some(group))
            .map_err(|error| format!("cannot give {} away: {error}", folder.display()))?;
    }
    let call = |program: &str, arguments: &[&str]| {
        let mut command = Command::new(programs.join(program));
        if let Some((user, group)) = owner {
            command.uid(user).gid(group);
        }
        run(command.current_dir(&folder).args(arguments))
    };
    let initdb = "-D cluster -U ensemble -A trust -E UTF8 --locale=C --no-sync";
    call("initdb", &initdb.split(' ').collect::<Vec<_>>())?;
    let port = (0..ATTEMPTS).find_map(|attempt| match start_on_free_port(&call) {
        Err(_) if attempt + 1 < ATTEMPTS => None,
        outcome => Some(outcome),
    });
    Ok(Cluster {
        port: port.unwrap_or_else(|| Err("PostgreSQL did not start".to_owned()))?,
        _watcher: watcher,
    })
}

fn start_on_free_port(call: &impl Fn(&str, &[&str]) -> Result<(), String>) -> Result<u16, String> {
    let port = TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .map_err(|error| format!("cannot find a free port: {error}"))?
        .port();
    // What the tests write need not outlive a crash.
    let options = format!(
        "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 \
         -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"
    );
    call(
        "pg_ctl",
        &["start", "-w", "-D", "cluster", "-l", "log", "-o", &options],
    )?;
    Ok(port)
}

fn watch(folder: &Path) -> Result<Child, String> {
    Command::new("sh")
        .args(["-c", WATCH, "watch"])
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        // Ctrl-C at the terminal is for us; the watcher has still to clean up.
        .process_group(0)
        .spawn()
        .map_err(|error| format!("cannot start sh: {error}"))
}

/// The folder of initdb and pg_ctl: `$PG_BIN` where it is set, else one of `$PATH`, else where Debian keeps the newest.
fn programs() -> Result<PathBuf, String> {
    let places = match env::var_os("PG_BIN") {
        Some(folder) => vec![PathBuf::from(folder)],
        None => usual_places(),
    };
    let holds = |folder: &PathBuf, program| folder.join(program).is_file();
    let found = places
        .into_iter()
        .find(|folder| holds(folder, "initdb") && holds(folder, "pg_ctl"));
    found.ok_or_else(|| NOT_INSTALLED.to_owned())
}

fn usual_places() -> Vec<PathBuf> {
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let mut versions: Vec<PathBuf> = debian
        .filter_map(|version| Some(version.ok()?.path().join("bin")))
        .collect();
    versions.sort();
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .chain(versions.into_iter().rev())
        .collect()
}

/// User and group that must own the cluster: PostgreSQL refuses to run as root.
fn owner() -> Result<Option<(u32, u32)>, String> {
    if id(&["-u"])? != 0 {
        return Ok(None);
    }
    let user = |name| Some((id(&["-u", name]).ok()?, id(&["-g", name]).ok()?));
    user("postgres")
        .or_else(|| user("nobody"))
        .map(Some)
        .ok_or_else(|| {
            "PostgreSQL refuses to run as root, and there is no user `postgres`: `adduser --system postgres`".to_owned()
        })
}

fn id(arguments: &[&str]) -> Result<u32, String> {
    let output = Command::new("id")
        .args(arguments)
        .output()
        .map_err(|error| format!("cannot run id: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    text.trim()
        .parse()
        .map_err(|_| format!("id {arguments:?} gives no number"))
}

fn run(command: &mut Command) -> Result<(), String> {
    let output = command
        .output()
        .map_err(|error| format!("cannot run {command:?}: {error}"))?;
    match output.status.success() {
        true => Ok(()),
        false => Err(format!(
            "{command:?} failed: {}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr),
        )),
    }
}

//! Files that people sent, as we keep them.

use std::{path::PathBuf, sync::Arc};

use object_store::{ObjectStore, ObjectStoreExt, local::LocalFileSystem, path::Path};

use crate::error::StartError;

/// The place of files.
#[derive(Clone, Debug)]
pub struct Storage(Arc<dyn ObjectStore>);

impl Storage {
    /// The place that a setting names: `file:data/files`.
    pub fn open(setting: &str) -> Result<Storage, StartError> {
        let Some(folder) = setting.strip_prefix("file:").map(PathBuf::from) else {
            return Err(StartError::Storage(format!(
                "\"{setting}\" begins otherwise"
            )));
        };
        let unusable = |error: &dyn std::fmt::Display| {
            StartError::Storage(format!("{}: {error}", folder.display()))
        };
        std::fs::create_dir_all(&folder).map_err(|error| unusable(&error))?;
        let files = LocalFileSystem::new_with_prefix(&folder).map_err(|error| unusable(&error))?;
        Ok(Storage(Arc::new(files)))
    }

    /// Nothing that lasts, for tests.
    pub fn in_memory() -> Storage {
        Storage(Arc::new(object_store::memory::InMemory::new()))
    }

    /// Keeps a file under a name.
    pub async fn put(&self, name: &str, bytes: Vec<u8>) -> object_store::Result<()> {
        self.0.put(&Path::from(name), bytes.into()).await.map(drop)
    }

    /// A file by its name.
    pub async fn get(&self, name: &str) -> object_store::Result<Vec<u8>> {
        let found = self.0.get(&Path::from(name)).await?;
        Ok(found.bytes().await?.to_vec())
    }
}

//! What was seeded last, so that a start with the same seeds has nothing to do.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("seed_state")
                    .col(string("name").primary_key())
                    .col(string("fingerprint"))
                    .col(timestamp_with_time_zone("seeded_at"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("seed_state").to_owned())
            .await
    }
}

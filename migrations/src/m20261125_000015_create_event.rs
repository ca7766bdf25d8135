//! What happened, in order, each row sealed with the one before it. Rows are added and never changed.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("event")
                    // Counted by the writer, without gaps: a missing number is a missing row.
                    .col(big_integer("seq").primary_key())
                    .col(timestamp_with_time_zone("at"))
                    // No foreign key: the trail stays when an account goes.
                    .col(integer_null("actor_id"))
                    .col(string("kind"))
                    .col(string("entity"))
                    .col(string("entity_key"))
                    .col(integer("version"))
                    .col(text("detail"))
                    .col(string("seal"))
                    .to_owned(),
            )
            .await?;
        for column in ["entity_key", "actor_id"] {
            let index = Index::create()
                .name(format!("ix_event_{column}"))
                .table("event")
                .col(column)
                .to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("event").to_owned())
            .await
    }
}

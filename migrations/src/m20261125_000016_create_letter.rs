//! Letters to be sent: written with the change that they tell of, sent by the worker.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("letter")
                    .col(pk_auto("id"))
                    .col(string("recipient"))
                    .col(string("kind"))
                    .col(string("language"))
                    .col(string("subject"))
                    .col(text("plain"))
                    .col(text("html"))
                    .col(integer("tries").default(0))
                    // Empty once nothing more is tried: then it was sent, or given up.
                    .col(timestamp_with_time_zone_null("due_at"))
                    .col(string_null("failure"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone_null("sent_at"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("ix_letter_due_at")
                    .table("letter")
                    .col("due_at")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("letter").to_owned())
            .await
    }
}

//! What people write about partnerships: updates and comments.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("entry")
                    .col(pk_auto("id"))
                    .col(integer("partnership_id"))
                    .col(string("kind"))
                    .col(string("audience"))
                    .col(text("body"))
                    .col(string_null("health"))
                    .col(json_null("picture"))
                    .col(date_null("happened_on"))
                    .col(integer_null("author_id"))
                    .col(timestamp_with_time_zone("created_at"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_entry_partnership")
                            .from("entry", "partnership_id")
                            .to("partnership", "id")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_entry_author")
                            .from("entry", "author_id")
                            .to("account", "id")
                            .on_delete(ForeignKeyAction::SetNull),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("ix_entry_partnership_id")
                    .table("entry")
                    .col("partnership_id")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("entry").to_owned())
            .await
    }
}

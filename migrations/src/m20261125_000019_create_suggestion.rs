//! Corrections that readers suggest.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("suggestion")
                    .col(pk_auto("id"))
                    .col(integer("city_id"))
                    .col(string("topic"))
                    .col(text("note"))
                    .col(string_null("email"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone_null("settled_at"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_suggestion_city")
                            .from("suggestion", "city_id")
                            .to("city", "id")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("ix_suggestion_city_id")
                    .table("suggestion")
                    .col("city_id")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("suggestion").to_owned())
            .await
    }
}

//! What cities say of themselves: every revision whole, proposed, published, refused or replaced.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("revision")
                    .col(pk_auto("id"))
                    .col(integer("city_id"))
                    .col(json("base"))
                    .col(json("content"))
                    .col(string("state"))
                    .col(integer_null("author_id"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(integer_null("decided_by"))
                    .col(timestamp_with_time_zone_null("decided_at"))
                    .col(text("reason"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_revision_city")
                            .from("revision", "city_id")
                            .to("city", "id")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_revision_author")
                            .from("revision", "author_id")
                            .to("account", "id")
                            .on_delete(ForeignKeyAction::SetNull),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_revision_decider")
                            .from("revision", "decided_by")
                            .to("account", "id")
                            .on_delete(ForeignKeyAction::SetNull),
                    )
                    .to_owned(),
            )
            .await?;
        for column in ["city_id", "state"] {
            let index = Index::create()
                .name(format!("ix_revision_{column}"))
                .table("revision")
                .col(column)
                .to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("revision").to_owned())
            .await
    }
}

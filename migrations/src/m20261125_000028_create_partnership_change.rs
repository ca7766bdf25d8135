//! What was changed in partnerships: field by field, with the reason.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("partnership_change")
                    .col(pk_auto("id"))
                    .col(integer("partnership_id"))
                    .col(integer("version"))
                    .col(string("field"))
                    .col(json("before"))
                    .col(json("after"))
                    .col(text("reason"))
                    .col(integer_null("actor_id"))
                    .col(timestamp_with_time_zone("at"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_partnership_change_partnership")
                            .from("partnership_change", "partnership_id")
                            .to("partnership", "id")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_partnership_change_actor")
                            .from("partnership_change", "actor_id")
                            .to("account", "id")
                            .on_delete(ForeignKeyAction::SetNull),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("ix_partnership_change_partnership_id")
                    .table("partnership_change")
                    .col("partnership_id")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("partnership_change").to_owned())
            .await
    }
}

//! How often people want letters of a topic, where it is not as usual.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("pace")
                    .col(pk_auto("id"))
                    .col(integer("account_id"))
                    .col(string("topic"))
                    .col(string("pace"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_pace_account")
                            .from("pace", "account_id")
                            .to("account", "id")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("ux_pace_account_id_topic")
                    .table("pace")
                    .col("account_id")
                    .col("topic")
                    .unique()
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("pace").to_owned())
            .await
    }
}

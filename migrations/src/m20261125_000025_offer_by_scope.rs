//! What a link offers a role for, so that offers that wait are found.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .alter_table(
                Table::alter()
                    .table("link")
                    .add_column(string_null("scope"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("ix_link_scope")
                    .table("link")
                    .col("scope")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_index(Index::drop().name("ix_link_scope").table("link").to_owned())
            .await?;
        manager
            .alter_table(Table::alter().table("link").drop_column("scope").to_owned())
            .await
    }
}

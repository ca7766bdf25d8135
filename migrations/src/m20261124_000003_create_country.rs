//! Countries by ISO 3166-1 alpha-2, each in one region.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("country")
                    .col(string("code").primary_key())
                    .col(string("region_key"))
                    .col(json_binary("words"))
                    .col(boolean("edited").default(false))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_country_region")
                            .from("country", "region_key")
                            .to("region", "key")
                            .on_delete(ForeignKeyAction::NoAction),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("ix_country_region_key")
                    .table("country")
                    .col("region_key")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("country").to_owned())
            .await
    }
}

//! Creative fields with the years in which cities can hold them.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("field")
                    .col(string("key").primary_key())
                    .col(json_binary("words"))
                    .col(small_integer_null("valid_from"))
                    .col(small_integer_null("valid_until"))
                    .col(integer("position"))
                    .col(boolean("edited").default(false))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("field").to_owned())
            .await
    }
}

//! The schema that migrations make.

use migrations::{Migrator, MigratorTrait};
use sea_orm::{DatabaseConnection, DbBackend};
use store::{entity, testing::TestDatabase};

use crate::support::{migrate, texts};

store::on_both_databases! {
    migrations_go_up_and_down_and_up_again,
    each_migration_can_be_taken_back_alone,
    entities_describe_the_migrated_schema,
}

async fn migrations_go_up_and_down_and_up_again(database: TestDatabase) {
    migrate(&database).await;
    let first = describe(&database.db).await;
    assert!(
        first
            .iter()
            .any(|line| line.starts_with("column city.slug")),
        "{first:#?}"
    );
    Migrator::down(&database.db, None).await.unwrap();
    assert_eq!(describe(&database.db).await, Vec::<String>::new());
    migrate(&database).await;
    assert_eq!(describe(&database.db).await, first);
}

async fn each_migration_can_be_taken_back_alone(database: TestDatabase) {
    for _ in Migrator::migrations() {
        let before = describe(&database.db).await;
        Migrator::up(&database.db, Some(1)).await.unwrap();
        assert_ne!(describe(&database.db).await, before);
        Migrator::down(&database.db, Some(1)).await.unwrap();
        assert_eq!(describe(&database.db).await, before);
        Migrator::up(&database.db, Some(1)).await.unwrap();
    }
}

async fn entities_describe_the_migrated_schema(database: TestDatabase) {
    migrate(&database).await;
    let from_entities = TestDatabase::new(database.engine).await;
    let db = &from_entities.db;
    db.get_schema_builder()
        .register(entity::region::Entity)
        .register(entity::field::Entity)
        .register(entity::country::Entity)
        .register(entity::development_group::Entity)
        .register(entity::class::Entity)
        .register(entity::city::Entity)
        .register(entity::city_field::Entity)
        .register(entity::city_name::Entity)
        .register(entity::recognition::Entity)
        .register(entity::seed_state::Entity)
        .register(entity::account::Entity)
        .register(entity::role_grant::Entity)
        .register(entity::session::Entity)
        .register(entity::link::Entity)
        .register(entity::event::Entity)
        .register(entity::letter::Entity)
        .register(entity::revision::Entity)
        .register(entity::confirmation::Entity)
        .register(entity::suggestion::Entity)
        .register(entity::notice::Entity)
        .register(entity::pace::Entity)
        .register(entity::passkey::Entity)
        .register(entity::ceremony::Entity)
        .apply(db)
        .await
        .unwrap();
    assert_eq!(describe(&database.db).await, describe(db).await);
}

/// Columns, keys and indexes, one a line, without names of keys and indexes. Checks and partial indexes are left out:
/// entities cannot express them.
async fn describe(db: &DatabaseConnection) -> Vec<String> {
    let queries = match db.get_database_backend() {
        DbBackend::Postgres => POSTGRES,
        _ => SQLITE,
    };
    let mut lines = Vec::new();
    for query in queries {
        lines.extend(texts(db, query).await);
    }
    lines.sort();
    lines
}

const SQLITE: [&str; 3] = [
    "SELECT 'column ' || t.name || '.' || c.name || ' ' || c.type || ' notnull=' || c.\"notnull\"
        || ' default=' || COALESCE(c.dflt_value, '') || ' pk=' || c.pk
     FROM sqlite_master t JOIN pragma_table_info(t.name) c
     WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'seaql_migrations'",
    "SELECT 'key ' || t.name || '.' || k.\"from\" || ' ' || k.\"table\" || '.' || k.\"to\" || ' ' || k.on_delete || ' ' || k.on_update
     FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) k
     WHERE t.type = 'table'",
    "SELECT 'index ' || t.name || ' unique=' || i.\"unique\" || ' ' || group_concat(c.name)
     FROM sqlite_master t JOIN pragma_index_list(t.name) i JOIN pragma_index_info(i.name) c
     WHERE t.type = 'table' AND i.partial = 0 AND t.name <> 'seaql_migrations' GROUP BY t.name, i.name",
];

const POSTGRES: [&str; 3] = [
    "SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' null=' || is_nullable
        || ' default=' || COALESCE(column_default, '') || ' identity=' || is_identity
     FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name <> 'seaql_migrations'",
    "SELECT 'key ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid)
     FROM pg_constraint
     WHERE contype IN ('p', 'f') AND connamespace = 'public'::regnamespace
        AND conrelid <> COALESCE(to_regclass('seaql_migrations'), 0)",
    "SELECT 'index ' || i.indrelid::regclass || ' unique=' || i.indisunique || ' '
        || (SELECT string_agg(a.attname, ',' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = i.indexrelid)
     FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
     WHERE c.relnamespace = 'public'::regnamespace AND i.indpred IS NULL AND c.relname <> 'seaql_migrations'",
];

"""What alembic runs: the migrations, through the connection and in the transaction of `migrations.upgrade`."""

from alembic import context

from reviewer.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()

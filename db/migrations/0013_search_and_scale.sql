CREATE TABLE `everybodys_version` (
	`id` integer PRIMARY KEY NOT NULL,
	`version` integer NOT NULL
);

CREATE TABLE `step_lists` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`keys` text NOT NULL,
	`replaced_at` integer NOT NULL
);

CREATE INDEX `step_lists_kind` ON `step_lists` (`kind`,`id`);
CREATE TABLE `search_changes` (
	`kind` text NOT NULL,
	`item` text NOT NULL,
	PRIMARY KEY(`kind`, `item`)
);

CREATE TABLE `search_entries` (
	`kind` text NOT NULL,
	`id` integer NOT NULL,
	`item` text NOT NULL,
	PRIMARY KEY(`kind`, `id`)
);

CREATE UNIQUE INDEX `search_entries_item` ON `search_entries` (`kind`,`item`);
DROP INDEX `orders_board`;
DROP INDEX `orders_newest`;
ALTER TABLE `orders` ADD `first_told_at` integer DEFAULT 0 NOT NULL;
CREATE INDEX `orders_moving` ON `orders` (`kind`,coalesce(promised_date, '9999-12-31'),`id`) WHERE open = 1 and needs is null;
CREATE INDEX `orders_waiting` ON `orders` (`kind`,coalesce(promised_date, '9999-12-31'),`id`) WHERE open = 1 and needs is not null;
CREATE INDEX `orders_closed` ON `orders` (`kind`,`cancelled`,`newest_at`,`id`) WHERE open = 0;
CREATE INDEX `orders_unmarked` ON `orders` (`promised_date`,`id`) WHERE open = 1 and needs is null and late_at is null;
ALTER TABLE `orders` DROP COLUMN `nudged_at`;
ALTER TABLE `order_promises` ADD `source` text;
drop trigger orders_update_version;
update orders set first_told_at = source_updated_at;
-- A source that says the same again changes no page.
create trigger orders_update_version after update on orders when old.source_updated_at is new.source_updated_at or old.source_sha is not new.source_sha or old.org_id is not new.org_id begin update organizations set version = version + 1 where id in (old.org_id, new.org_id); end;
-- The company's steps are on everybody's pages.
drop trigger steps_insert_version;
drop trigger steps_update_version;
drop trigger steps_delete_version;
insert into everybodys_version (id, version) values (1, 0);
create trigger steps_insert_version after insert on steps begin update everybodys_version set version = version + 1; end;
create trigger steps_update_version after update on steps begin update everybodys_version set version = version + 1; end;
create trigger steps_delete_version after delete on steps begin update everybodys_version set version = version + 1; end;
-- One table of words for each kind. They hold no text and no places of words: only which row has which word.
create virtual table search_request using fts5(words, content='', contentless_delete=1, detail=none, prefix='2 3 4', tokenize='ascii');
create virtual table search_organization using fts5(words, content='', contentless_delete=1, detail=none, prefix='2 3 4', tokenize='ascii');
create virtual table search_person using fts5(words, content='', contentless_delete=1, detail=none, prefix='2 3 4', tokenize='ascii');
create virtual table search_order using fts5(words, content='', contentless_delete=1, detail=none, prefix='2 3 4', tokenize='ascii');
create virtual table search_invoice using fts5(words, content='', contentless_delete=1, detail=none, prefix='2 3 4', tokenize='ascii');
-- Only where a word that is looked for may have changed. Not `or ignore`: the statement that fires a trigger would overrule it.
create trigger organizations_insert_search after insert on organizations begin insert into search_changes (kind, item) select 'organization', new.id where not exists (select 1 from search_changes where kind = 'organization' and item = new.id); end;
create trigger organizations_update_search after update of name, email, phone, external_id on organizations when old.name is not new.name or old.email is not new.email or old.phone is not new.phone or old.external_id is not new.external_id begin insert into search_changes (kind, item) select 'organization', new.id where not exists (select 1 from search_changes where kind = 'organization' and item = new.id); end;
create trigger organizations_delete_search after delete on organizations begin insert into search_changes (kind, item) select 'organization', old.id where not exists (select 1 from search_changes where kind = 'organization' and item = old.id); end;
create trigger organizations_rename_search after update of name on organizations when old.name is not new.name begin insert into search_changes (kind, item) select 'order', orders.id from orders where org_id = new.id and not exists (select 1 from search_changes where kind = 'order' and item = orders.id); end;
create trigger people_insert_search after insert on people begin insert into search_changes (kind, item) select 'person', new.id where not exists (select 1 from search_changes where kind = 'person' and item = new.id); end;
create trigger people_update_search after update of name, email, external_id on people when old.name is not new.name or old.email is not new.email or old.external_id is not new.external_id begin insert into search_changes (kind, item) select 'person', new.id where not exists (select 1 from search_changes where kind = 'person' and item = new.id); end;
create trigger people_delete_search after delete on people begin insert into search_changes (kind, item) select 'person', old.id where not exists (select 1 from search_changes where kind = 'person' and item = old.id); end;
create trigger orders_insert_search after insert on orders begin insert into search_changes (kind, item) select 'order', new.id where not exists (select 1 from search_changes where kind = 'order' and item = new.id); end;
create trigger orders_update_search after update of reference, title, org_id on orders when old.reference is not new.reference or old.title is not new.title or old.org_id is not new.org_id begin insert into search_changes (kind, item) select 'order', new.id where not exists (select 1 from search_changes where kind = 'order' and item = new.id); end;
create trigger orders_delete_search after delete on orders begin insert into search_changes (kind, item) select 'order', old.id where not exists (select 1 from search_changes where kind = 'order' and item = old.id); end;
create trigger order_items_insert_search after insert on order_items begin insert into search_changes (kind, item) select 'order', new.order_id where not exists (select 1 from search_changes where kind = 'order' and item = new.order_id); end;
create trigger order_items_update_search after update of name on order_items when old.name is not new.name begin insert into search_changes (kind, item) select 'order', new.order_id where not exists (select 1 from search_changes where kind = 'order' and item = new.order_id); end;
create trigger order_items_delete_search after delete on order_items begin insert into search_changes (kind, item) select 'order', old.order_id where not exists (select 1 from search_changes where kind = 'order' and item = old.order_id); end;
create trigger order_events_insert_search after insert on order_events when new.tracking_number is not null begin insert into search_changes (kind, item) select 'order', new.order_id where not exists (select 1 from search_changes where kind = 'order' and item = new.order_id); end;
create trigger order_events_delete_search after delete on order_events when old.tracking_number is not null begin insert into search_changes (kind, item) select 'order', old.order_id where not exists (select 1 from search_changes where kind = 'order' and item = old.order_id); end;
create trigger invoices_insert_search after insert on invoices when new.number is not null begin insert into search_changes (kind, item) select 'invoice', new.id where not exists (select 1 from search_changes where kind = 'invoice' and item = new.id); end;
create trigger invoices_update_search after update of number, deleted_at on invoices when old.number is not new.number or old.deleted_at is not new.deleted_at begin insert into search_changes (kind, item) select 'invoice', new.id where not exists (select 1 from search_changes where kind = 'invoice' and item = new.id); end;
create trigger invoices_delete_search after delete on invoices begin insert into search_changes (kind, item) select 'invoice', old.id where not exists (select 1 from search_changes where kind = 'invoice' and item = old.id); end;
create trigger messages_insert_search after insert on messages begin insert into search_changes (kind, item) select 'request', new.id where not exists (select 1 from search_changes where kind = 'request' and item = new.id); end;
create trigger messages_update_search after update of text on messages when old.text is not new.text begin insert into search_changes (kind, item) select 'request', new.id where not exists (select 1 from search_changes where kind = 'request' and item = new.id); end;
create trigger messages_delete_search after delete on messages begin insert into search_changes (kind, item) select 'request', old.id where not exists (select 1 from search_changes where kind = 'request' and item = old.id); end;
create trigger requests_update_search after update of subject, email, name on requests when old.subject is not new.subject or old.email is not new.email or old.name is not new.name begin insert into search_changes (kind, item) select 'request', messages.id from messages where request_id = new.id and not exists (select 1 from search_changes where kind = 'request' and item = messages.id); end;
-- What was here before is indexed like what comes.
insert into search_changes (kind, item) select 'organization', id from organizations;
insert into search_changes (kind, item) select 'person', id from people;
insert into search_changes (kind, item) select 'order', id from orders;
insert into search_changes (kind, item) select 'invoice', id from invoices where number is not null;
insert into search_changes (kind, item) select 'request', id from messages;

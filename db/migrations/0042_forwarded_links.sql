ALTER TABLE `item_links` ADD `is_forwarded` integer DEFAULT false NOT NULL;

ALTER TABLE `requests` ADD `disowned_at` integer;

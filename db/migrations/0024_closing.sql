ALTER TABLE `organizations` ADD `closing_asked_at` integer;
ALTER TABLE `organizations` ADD `closed_at` integer;
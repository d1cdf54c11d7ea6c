ALTER TABLE `payables_addresses` ADD `topics` text;

ALTER TABLE `imports` ADD `kind` text DEFAULT 'orders' NOT NULL;

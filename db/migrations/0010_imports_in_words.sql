ALTER TABLE `import_lines` ADD `notices` text;
ALTER TABLE `import_lines` ADD `cells` text;
CREATE INDEX `import_lines_noticed` ON `import_lines` (`import_id`,`line`) WHERE notices is not null;
CREATE INDEX `import_lines_reference` ON `import_lines` (`import_id`,`reference`);
ALTER TABLE `imports` ADD `noticed` integer DEFAULT 0 NOT NULL;
ALTER TABLE `imports` ADD `heads` text;
CREATE INDEX `organizations_name` ON `organizations` (lower(trim("name")));
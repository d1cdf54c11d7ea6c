-- Letters of a word that many rows have are found at once up to the eighth, instead of by all its words.
drop table search_request;
create virtual table search_request using fts5(words, content='', contentless_delete=1, detail=none, prefix='2 3 4 5 6 7 8', tokenize='ascii');
drop table search_organization;
create virtual table search_organization using fts5(words, content='', contentless_delete=1, detail=none, prefix='2 3 4 5 6 7 8', tokenize='ascii');
drop table search_person;
create virtual table search_person using fts5(words, content='', contentless_delete=1, detail=none, prefix='2 3 4 5 6 7 8', tokenize='ascii');
drop table search_order;
create virtual table search_order using fts5(words, content='', contentless_delete=1, detail=none, prefix='2 3 4 5 6 7 8', tokenize='ascii');
drop table search_invoice;
create virtual table search_invoice using fts5(words, content='', contentless_delete=1, detail=none, prefix='2 3 4 5 6 7 8', tokenize='ascii');
insert or ignore into search_changes (kind, item) select kind, item from search_entries;
delete from search_entries;

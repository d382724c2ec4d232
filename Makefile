.PHONY: help run test check acceptance pictures

help:
	@echo 'make run         打开窗口（同 ./run）'
	@echo 'make test        全部测试（同 ./test）'
	@echo 'make check       格式、类型、分层'
	@echo 'make acceptance  耗时的验收与测速'
	@echo 'make pictures    手册里的图，和从程序里取的几页'

run:
	@./run

test:
	@./test

check:
	@sh resources/setup/check.sh

acceptance:
	@./test -q tests/benchmarks

pictures:
	@sh resources/manual/draw.sh

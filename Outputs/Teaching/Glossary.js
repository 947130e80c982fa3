glassbox.page("Teaching/Glossary","23bf796961b44973");

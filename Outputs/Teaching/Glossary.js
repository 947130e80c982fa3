glassbox.page("Teaching/Glossary","c489c656720a163d");

glassbox.page("Teaching/Glossary","99fd24269657ead0");
